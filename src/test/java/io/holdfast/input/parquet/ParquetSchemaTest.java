package io.holdfast.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.Column;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

class ParquetSchemaTest {
  private static ParquetSchema parse(String fields) {
    return ParquetSchema.of(MessageTypeParser.parseMessageType("message m {" + fields + "}"));
  }

  @Test
  void mapsEveryReadableType() {
    for (TypeCase type : TypeCase.all()) {
      ParquetSchema schema = parse(type.declare("required", "x"));
      assertThat(schema.schema().columns()).containsExactly(new Column("x", type.type()));
      assertThat(schema.whyUnreadable("x")).isEmpty();
    }
  }

  @Test
  void leavesOutNestedAndRepeatedColumnsAndSaysWhy() {
    ParquetSchema schema =
        parse(
            "required int32 a; optional group s { optional int32 b; }"
                + " optional group l (LIST) { repeated group list { optional int32 element; } }"
                + " repeated int64 r; optional double z;");
    assertThat(schema.schema().columns().stream().map(Column::name)).containsExactly("a", "z");
    assertThat(schema.whyUnreadable("l"))
        .contains("column l is nested (list): only flat columns can be read");
    assertThat(schema.whyUnreadable("S"))
        .contains("column s is nested (struct): only flat columns can be read");
    assertThat(schema.whyUnreadable("r"))
        .contains("column r is repeated: only flat columns can be read");
    assertThat(schema.whyUnreadable("a")).isEmpty();
    assertThat(schema.whyUnreadable("q")).isEmpty();
  }

  @Test
  void leavesOutTypesThatCannotBeRead() {
    ParquetSchema schema =
        parse(
            "required fixed_len_byte_array(12) i (INTERVAL);"
                + " optional fixed_len_byte_array(17) d (DECIMAL(39,0));");
    assertThat(schema.schema().columns()).isEmpty();
    assertThat(schema.whyUnreadable("i")).get().asString().contains("INTERVAL", "cannot be read");
    assertThat(schema.whyUnreadable("d")).get().asString().contains("DECIMAL(39,0)");
  }
}
