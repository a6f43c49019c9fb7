package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.List;

/**
 * What the driver knows of a run before it starts, to be written into the manifest.
 *
 * @param runId unique to a run of the driver and the same in all its application masters; letters,
 *     digits, {@code -} and {@code _} only, since it is part of a directory's name
 * @param program name and version
 * @param query what was asked
 * @param input fingerprint of the input files
 * @param columns of the result
 */
@JsonPropertyOrder({"runId", "program", "query", "input", "columns"})
public record RunDescription(
    String runId, String program, String query, String input, List<ColumnFacts> columns) {

  public RunDescription {
    columns = List.copyOf(columns);
  }

  public static RunDescription of(
      String runId, String program, String query, String input, Schema columns) {
    return new RunDescription(
        runId, program, query, input, columns.columns().stream().map(ColumnFacts::of).toList());
  }

  /** Returns the result's columns. */
  public Schema schema() {
    return new Schema(columns.stream().map(ColumnFacts::toColumn).toList());
  }

  /**
   * A column as JSON has it.
   *
   * @param name of the result column
   * @param type as {@link Type#toString} prints it
   */
  @JsonPropertyOrder({"name", "type"})
  public record ColumnFacts(String name, String type) {
    static ColumnFacts of(Column column) {
      return new ColumnFacts(column.name(), column.type().toString());
    }

    Column toColumn() {
      return new Column(name, Type.parse(type));
    }
  }
}
