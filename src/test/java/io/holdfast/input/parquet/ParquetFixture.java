package io.holdfast.input.parquet;

import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Random rows of some types, written by parquet-java. Each type is an optional and a required
 * column.
 */
final class ParquetFixture {
  private static final int POOL = 30;

  private final List<TypeCase> types;
  private final MessageType message;
  private final List<List<TypeCase.Sample>> rows = new ArrayList<>();
  WriterVersion version = WriterVersion.PARQUET_1_0;
  CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
  boolean dictionary = true;
  int dictionaryBytes = 1 << 20;
  boolean split;
  int pageRows = 100;
  int pageBytes = 1 << 20;
  int groupRows = 1_000;
  boolean checksums = true;

  ParquetFixture(List<TypeCase> types, int count, Random random) {
    this.types = types;
    StringBuilder text = new StringBuilder("message test {\n");
    for (int i = 0; i < types.size(); i++) {
      text.append(types.get(i).declare("optional", "o" + i));
      text.append(types.get(i).declare("required", "r" + i));
    }
    message = MessageTypeParser.parseMessageType(text + "}");
    fill(count, random);
  }

  private void fill(int count, Random random) {
    List<List<TypeCase.Sample>> pools = new ArrayList<>();
    for (TypeCase type : types) {
      List<TypeCase.Sample> pool = new ArrayList<>();
      for (int i = 0; i < POOL; i++) {
        pool.add(type.values().apply(random));
      }
      pools.add(pool);
    }
    for (int row = 0; row < count; row++) {
      TypeCase.Sample[] values = new TypeCase.Sample[2 * types.size()];
      for (int i = 0; i < types.size(); i++) {
        // Stretches without, with some and with only nulls, so that runs of all sorts come up.
        boolean isNull = random.nextInt(4) < row / 300 % 5;
        values[2 * i] = isNull ? null : pools.get(i).get(random.nextInt(POOL));
        values[2 * i + 1] = pools.get(i).get(random.nextInt(POOL));
      }
      rows.add(Arrays.asList(values));
    }
  }

  Schema schema() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column("o" + i, types.get(i).type()));
      columns.add(new Column("r" + i, types.get(i).type()));
    }
    return new Schema(columns);
  }

  List<List<Object>> expected() {
    List<List<Object>> all = new ArrayList<>();
    for (List<TypeCase.Sample> row : rows) {
      Object[] values = row.stream().map(s -> s == null ? null : s.expected()).toArray();
      all.add(Arrays.asList(values));
    }
    return all;
  }

  Path write(Path file) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(message)
            .withWriterVersion(version)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(dictionary)
            .withDictionaryPageSize(dictionaryBytes)
            .withByteStreamSplitEncoding(split)
            .withPageRowCountLimit(pageRows)
            .withPageSize(pageBytes)
            .withMinRowCountForPageSizeCheck(7)
            .withMaxRowCountForPageSizeCheck(7)
            .withRowGroupRowCountLimit(groupRows)
            .withPageWriteChecksumEnabled(checksums)
            .build()) {
      for (List<TypeCase.Sample> row : rows) {
        writer.write(group(row));
      }
    }
    return file;
  }

  private Group group(List<TypeCase.Sample> row) {
    Group group = new SimpleGroup(message);
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        add(group, i, row.get(i).written());
      }
    }
    return group;
  }

  private static void add(Group group, int field, Object value) {
    if (value instanceof Boolean truth) {
      group.add(field, truth);
    } else if (value instanceof Integer number) {
      group.add(field, number);
    } else if (value instanceof Long number) {
      group.add(field, number);
    } else if (value instanceof Float number) {
      group.add(field, number);
    } else if (value instanceof Double number) {
      group.add(field, number);
    } else {
      group.add(field, (Binary) value);
    }
  }
}
