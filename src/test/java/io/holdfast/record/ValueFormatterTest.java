package io.holdfast.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueFormatterTest {
  @Test
  void printsNullOfEveryType() {
    List<Type> types =
        List.of(Type.BOOLEAN, Type.LONG, Type.FLOAT, Type.TEXT, Type.DATE, Type.decimal(38, 2));
    for (Type type : types) {
      Vector column = Vector.create(type, 1);
      column.setNull(0);

      assertThat(Formatted.of(column)).isEqualTo("\\N");
    }
  }

  @Test
  void printsBooleans() {
    assertThat(Formatted.of(Type.BOOLEAN, 1)).isEqualTo("true");
    assertThat(Formatted.of(Type.BOOLEAN, 0)).isEqualTo("false");
  }

  @Test
  void escapesWhatWouldBreakALine() {
    assertThat(text("a\tb\nc\rd\\e")).isEqualTo("a\\tb\\nc\\rd\\\\e");
    assertThat(text("\t")).isEqualTo("\\t");
    assertThat(text("\\N")).isEqualTo("\\\\N");
    assertThat(text("")).isEmpty();
  }

  @Test
  void leavesAllOtherTextAsItIs() {
    String text = "caf\u00e9 \u4e2d \ud83d\ude00 \u0000\u0001\u000b\f\u001f~\u007f\"'";

    assertThat(text(text)).isEqualTo(text);
  }

  @Test
  void printsBinaryAsAscii() {
    byte[] value = {0, '\t', '\n', ' ', 'A', '\\', '~', 0x7f, (byte) 0x80, (byte) 0xff};

    assertThat(Formatted.of(Type.BINARY, value)).isEqualTo("\\x00\\x09\\x0A A\\\\~\\x7F\\x80\\xFF");
  }

  @Test
  void writesWordsAsTheyAreWhenAsked() {
    BytesVector words = new BytesVector(Type.TEXT, 1);
    words.wrap("xC:\\dir\\x".getBytes(StandardCharsets.UTF_8));
    words.setSlice(0, 1, 7);
    BytesOutput out = new BytesOutput();

    new ValueFormatter(false).append(words, 0, out);

    assertThat(Formatted.text(out)).isEqualTo("C:\\dir\\");
  }

  private static String text(String value) {
    return Formatted.of(Type.TEXT, value.getBytes(StandardCharsets.UTF_8));
  }
}
