package io.holdfast.input.parquet;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Finds the wanted columns in a file's schema. */
final class ColumnMatcher {
  private final Path path;
  private final MessageType fields;
  private final ParquetSchema file;

  ColumnMatcher(Path path, MessageType fields) {
    this.path = path;
    this.fields = fields;
    this.file = ParquetSchema.of(fields);
  }

  /**
   * Returns the file's columns of the wanted names.
   *
   * @throws HoldfastException of kind DATA if one is missing, unreadable or of another type
   */
  List<PrimitiveType> match(Schema wanted) {
    List<PrimitiveType> types = new ArrayList<>();
    for (Column column : wanted.columns()) {
      int index = file.schema().indexOf(column.name());
      if (index < 0) {
        throw missing(column);
      }
      Column found = file.schema().column(index);
      if (!found.type().equals(column.type())) {
        throw HoldfastException.data(
            path.toString(),
            "expected column %s of type %s, got type %s; try to read files of one schema together",
            column.name(),
            column.type(),
            found.type());
      }
      types.add(fields.getType(found.name()).asPrimitiveType());
    }
    return types;
  }

  private HoldfastException missing(Column column) {
    String got =
        file.whyUnreadable(column.name())
            .orElseGet(
                () ->
                    "no such column; try one of "
                        + file.schema().columns().stream()
                            .map(Column::name)
                            .collect(Collectors.joining(", ")));
    return HoldfastException.data(
        path.toString(),
        "expected column %s of type %s, got %s",
        column.name(),
        column.type(),
        got);
  }
}
