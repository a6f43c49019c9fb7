package io.holdfast.record;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The columns of a source or a result, in order.
 *
 * @param columns in file order; names are unique
 */
public record Schema(List<Column> columns) {
  public Schema {
    columns = List.copyOf(columns);
  }

  public static Schema of(Column... columns) {
    return new Schema(List.of(columns));
  }

  public int size() {
    return columns.size();
  }

  public Column column(int index) {
    return columns.get(index);
  }

  /**
   * Returns the index of a column, or -1. An exact match wins; else a name that differs in case
   * alone is taken when it is the only one.
   */
  public int indexOf(String name) {
    int found = -1;
    int matches = 0;
    for (int i = 0; i < columns.size(); i++) {
      String candidate = columns.get(i).name();
      if (candidate.equals(name)) {
        return i;
      }
      if (candidate.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        found = i;
        matches++;
      }
    }
    return matches == 1 ? found : -1;
  }

  @Override
  public String toString() {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
  }
}
