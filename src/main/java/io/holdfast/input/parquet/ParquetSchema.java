package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** The columns of a Parquet file: those that can be read, and why the others cannot. */
public final class ParquetSchema {
  private final Schema schema;
  private final Map<String, String> unreadable;

  private ParquetSchema(Schema schema, Map<String, String> unreadable) {
    this.schema = schema;
    this.unreadable = unreadable;
  }

  /**
   * Reads a file's footer.
   *
   * @throws HoldfastException of kind DATA if the file is not Parquet or its footer is damaged
   * @throws IOException if the file system fails
   */
  public static ParquetSchema read(Configuration conf, Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem(conf);
    long length = fileSystem.getFileStatus(path).getLen();
    try (FSDataInputStream file = fileSystem.open(path)) {
      return of(new FooterReader(path, file, length).read().schema());
    }
  }

  static ParquetSchema of(MessageType file) {
    List<Column> columns = new ArrayList<>();
    Map<String, String> unreadable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Type field : file.getFields()) {
      Optional<ValueShape> shape = shape(field);
      if (shape.isPresent()) {
        columns.add(new Column(field.getName(), shape.get().type()));
      } else {
        unreadable.put(field.getName(), reason(field));
      }
    }
    return new ParquetSchema(new Schema(columns), unreadable);
  }

  private static Optional<ValueShape> shape(Type field) {
    boolean flat = field.isPrimitive() && !field.isRepetition(Repetition.REPEATED);
    return flat ? TypeMapper.map(field.asPrimitiveType()) : Optional.empty();
  }

  private static String reason(Type field) {
    String column = "column " + field.getName() + " is ";
    if (!field.isPrimitive()) {
      return column
          + "nested ("
          + nesting(field.asGroupType())
          + "): only flat columns can be read";
    }
    if (field.isRepetition(Repetition.REPEATED)) {
      return column + "repeated: only flat columns can be read";
    }
    return column + "of the Parquet type '" + field + "', which cannot be read";
  }

  private static String nesting(GroupType group) {
    return group.getLogicalTypeAnnotation() == null
        ? "struct"
        : group.getLogicalTypeAnnotation().toString().toLowerCase(Locale.ROOT);
  }

  /** Returns the flat columns of a type that can be read, in file order. */
  public Schema schema() {
    return schema;
  }

  /**
   * Adds to a message that quotes a column which the file has, but which cannot be read, why not.
   */
  public HoldfastException explain(HoldfastException e) {
    for (Map.Entry<String, String> column : unreadable.entrySet()) {
      if (e.getMessage().contains("no column \"" + column.getKey() + "\"")) {
        return new HoldfastException(e.kind(), e.getMessage() + "; " + column.getValue(), e);
      }
    }
    return e;
  }

  /** Returns why a column of the file is not in the schema; empty if it is, or if there is none. */
  public Optional<String> whyUnreadable(String name) {
    return schema.indexOf(name) >= 0 ? Optional.empty() : Optional.ofNullable(unreadable.get(name));
  }
}
