package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the driver knows of a run before it starts, to be written into the manifest.
 *
 * @param runId unique to a run of the driver and the same in all its application masters; letters,
 *     digits, {@code -} and {@code _} only, since it is part of a directory's name
 * @param program name and version
 * @param stage which of the run's stages it is, in a word
 * @param query what was asked
 * @param input fingerprint of the input files
 * @param settings beside the query that the bytes depend on, by their keys
 * @param columns of the result
 */
@JsonPropertyOrder({"runId", "program", "stage", "query", "input", "settings", "columns"})
public record RunDescription(
    String runId,
    String program,
    String stage,
    String query,
    String input,
    Map<String, String> settings,
    List<ColumnFacts> columns) {

  public RunDescription {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    columns = List.copyOf(columns);
  }

  public static RunDescription of(
      String runId,
      String program,
      String stage,
      String query,
      String input,
      Map<String, String> settings,
      Schema columns) {
    List<ColumnFacts> facts = columns.columns().stream().map(ColumnFacts::of).toList();
    return new RunDescription(runId, program, stage, query, input, settings, facts);
  }

  /**
   * Says in what the work of another run differs, as far as its bytes depend on it; nothing where
   * they must be the same.
   */
  public Optional<String> difference(RunDescription other) {
    if (!program.equals(other.program)) {
      return Optional.of("version is " + other.program + ", not " + program);
    }
    Set<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(other.settings.keySet());
    return difference(other, keys);
  }

  /** Says the same of runs of any versions: of settings, as far as both versions know them. */
  public Optional<String> differenceOfWork(RunDescription other) {
    Set<String> keys = new TreeSet<>(settings.keySet());
    keys.retainAll(other.settings.keySet());
    return difference(other, keys);
  }

  private Optional<String> difference(RunDescription other, Set<String> keys) {
    if (!stage.equals(other.stage)) {
      return Optional.of("stage is " + other.stage + ", not " + stage);
    }
    if (!query.equals(other.query) || !columns.equals(other.columns)) {
      return Optional.of("query is another");
    }
    if (!input.equals(other.input)) {
      return Optional.of("input has changed since");
    }
    return keys.stream()
        .filter(key -> !Objects.equals(settings.get(key), other.settings.get(key)))
        .findFirst()
        .map(
            key ->
                String.format(
                    "setting %s is %s, not %s", key, other.settings.get(key), settings.get(key)));
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
