package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a job's tasks and its committer must know of the output. The driver stores it in the job's
 * configuration.
 *
 * @param output the directory to make
 * @param run goes into the manifest
 * @param format of the parts
 * @param ranges for KEYS: how many the next stage parts them into
 * @param earlier the output of the stage before, if there is one: its counters and its quarantine
 *     are this output's too
 * @param rows how many all parts together must have; empty where nobody knows before
 * @param header whether each part begins with a line of column names
 * @param escape whether TEXT is escaped, see {@link io.holdfast.record.ValueFormatter}
 * @param replace whether an earlier output of this program at the same place gives way
 */
public record OutputSettings(
    Path output,
    RunDescription run,
    PartFormat format,
    int ranges,
    Optional<Path> earlier,
    OptionalLong rows,
    boolean header,
    boolean escape,
    boolean replace) {
  /** The output directory, with its file system. Set by the driver. */
  public static final String OUTPUT = "holdfast.output.path";

  /** The {@link RunDescription} as JSON in ASCII. Set by the driver. */
  public static final String RUN = "holdfast.output.run";

  /** What the parts are: {@code TEXT}, the default, or {@code KEYS}. Set by the driver. */
  public static final String FORMAT = "holdfast.output.format";

  /** How many ranges the next stage parts the keys into: at least 1, the default. Set likewise. */
  public static final String RANGES = "holdfast.output.ranges";

  /** The output of the stage before. Set by the driver. */
  public static final String EARLIER = "holdfast.output.earlier";

  /** How many rows the output must have. Set by the driver, where the stage before tells. */
  public static final String ROWS = "holdfast.output.rows";

  /**
   * Whether parts begin with a line of column names: {@code true} or {@code false}, the default.
   */
  public static final String HEADER = "holdfast.output.header";

  /**
   * Whether TEXT is escaped: {@code true}, the default, or {@code false}, which only suits values
   * without tab and line end.
   */
  public static final String ESCAPE = "holdfast.output.escape";

  /**
   * Whether an earlier output is replaced: {@code true} or {@code false}, the default. Only an
   * empty directory, or one with a manifest of this program, is ever replaced.
   */
  public static final String REPLACE = "holdfast.output.replace";

  /** Returns the settings of a stage that keeps partial states. */
  public static OutputSettings ofStates(Path output, RunDescription run) {
    return new OutputSettings(
        output,
        run,
        PartFormat.STATES,
        1,
        Optional.empty(),
        OptionalLong.empty(),
        false,
        true,
        false);
  }

  /** Writes the settings into a job's configuration. */
  public void store(Configuration configuration) throws IOException {
    Path qualified = output.getFileSystem(configuration).makeQualified(output);
    configuration.set(OUTPUT, qualified.toString());
    configuration.set(RUN, OutputJson.toLine(run));
    configuration.setEnum(FORMAT, format);
    configuration.setInt(RANGES, ranges);
    configuration.unset(EARLIER);
    earlier.ifPresent(stage -> configuration.set(EARLIER, stage.toString()));
    configuration.unset(ROWS);
    rows.ifPresent(count -> configuration.setLong(ROWS, count));
    configuration.setBoolean(HEADER, header);
    configuration.setBoolean(ESCAPE, escape);
    configuration.setBoolean(REPLACE, replace);
  }

  /**
   * Reads what {@link #store} wrote.
   *
   * @throws HoldfastException USER where a value is missing or not what it should be
   */
  public static OutputSettings read(Configuration configuration) throws IOException {
    return new OutputSettings(
        new Path(readRaw(configuration, OUTPUT)),
        readRun(configuration),
        configuration.getEnum(FORMAT, PartFormat.TEXT),
        configuration.getInt(RANGES, 1),
        Optional.ofNullable(configuration.getRaw(EARLIER)).map(Path::new),
        readRows(configuration),
        readFlag(configuration, HEADER, false),
        readFlag(configuration, ESCAPE, true),
        readFlag(configuration, REPLACE, false));
  }

  /** Returns the same for an output that must have so many rows. */
  public OutputSettings withRows(long count) {
    return new OutputSettings(
        output, run, format, ranges, earlier, OptionalLong.of(count), header, escape, replace);
  }

  OutputPaths paths() {
    return new OutputPaths(output, run.runId());
  }

  /** Takes the value as it was stored: a query may hold what looks like a variable. */
  private static String readRaw(Configuration configuration, String key) {
    String value = configuration.getRaw(key);
    if (value == null) {
      throw HoldfastException.user("[%s] expected a value, got none", key);
    }
    return value;
  }

  private static RunDescription readRun(Configuration configuration) {
    byte[] json = readRaw(configuration, RUN).getBytes(StandardCharsets.UTF_8);
    try {
      return OutputJson.read(json, RunDescription.class);
    } catch (IOException e) {
      throw new HoldfastException(
          ErrorKind.USER, "[" + RUN + "] expected a run as JSON, got " + e.getMessage(), e);
    }
  }

  private static OptionalLong readRows(Configuration configuration) {
    return configuration.get(ROWS) == null
        ? OptionalLong.empty()
        : OptionalLong.of(configuration.getLong(ROWS, 0));
  }

  private static boolean readFlag(Configuration configuration, String key, boolean otherwise) {
    String value = configuration.getTrimmed(key, Boolean.toString(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw HoldfastException.user("[%s] expected true or false, got %s", key, value);
    };
  }
}
