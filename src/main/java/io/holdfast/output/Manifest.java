package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JacksonException;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.shuffle.FlowCounter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;

/**
 * The content of {@code _SUCCESS}: what an output holds and where it came from. All of it but
 * {@code run.runId}, {@code committed} and {@code cost} follows from the input, the query and the
 * number of reducers.
 *
 * @param version of this layout, {@value #VERSION}
 * @param run what the driver said
 * @param committed when the job was committed, as ISO 8601 has it
 * @param reducers the number of reduce tasks, and of parts
 * @param format of the parts
 * @param header whether each part begins with a line of column names
 * @param rows of all parts
 * @param bytes of all parts
 * @param counters summed over all tasks, sorted by name
 * @param cost likewise, of what depends on splits and on the machine
 * @param parts sorted by name
 * @param quarantine files of malformed records, by their paths in the output
 * @param boundaries of a stage's output: the first keys of the ranges that the next stage parts it
 *     into, but the first
 * @param seal SHA-256 of all the rest, in hexadecimal: none of it has changed since
 */
@JsonPropertyOrder({
  "version",
  "run",
  "committed",
  "reducers",
  "format",
  "header",
  "rows",
  "bytes",
  "counters",
  "cost",
  "parts",
  "quarantine",
  "boundaries",
  "seal"
})
public record Manifest(
    int version,
    RunDescription run,
    String committed,
    int reducers,
    PartFormat format,
    boolean header,
    long rows,
    long bytes,
    Map<String, Long> counters,
    Map<String, Long> cost,
    List<Part> parts,
    List<Part> quarantine,
    List<byte[]> boundaries,
    String seal) {
  /** The manifest's file name. A directory with it is whole: it is written last. */
  public static final String FILE = "_SUCCESS";

  /** The layout that this program writes, and the only one it reads. */
  public static final int VERSION = 1;

  public Manifest {
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    cost = Collections.unmodifiableMap(new TreeMap<>(cost));
    parts = List.copyOf(parts);
    quarantine = List.copyOf(quarantine);
    boundaries = List.copyOf(boundaries);
  }

  /**
   * Reads an output's manifest.
   *
   * @throws HoldfastException MISMATCH where there is none or it cannot be read
   */
  public static Manifest read(FileSystem files, Path output) throws IOException {
    return read(OutputStore.of(files), output);
  }

  static Manifest read(OutputStore store, Path output) throws IOException {
    Path file = new Path(output, FILE);
    try {
      byte[] json = store.read(file);
      int version = OutputJson.readVersion(json);
      if (version != VERSION) {
        throw mismatch(
            file, "a manifest of version " + VERSION, version, "the release that wrote it");
      }
      Manifest manifest = OutputJson.read(json, Manifest.class);
      Instant.parse(manifest.committed);
      if (!manifest.equals(manifest.sealed())) {
        throw mismatch(file, "a manifest as it was written", "another seal", "another output");
      }
      return manifest;
    } catch (DateTimeParseException e) {
      throw mismatch(file, "a time", e.getParsedString(), "another output");
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      throw mismatch(file, "a manifest", "no file", "the output of a finished run");
    } catch (JacksonException e) {
      throw mismatch(file, "a manifest of this program", e.getOriginalMessage(), "another output");
    }
  }

  /**
   * Returns a directory's manifest, or nothing where the directory is no output of this program.
   */
  public static Optional<Manifest> find(OutputStore store, Path output) throws IOException {
    try {
      return Optional.of(read(store, output));
    } catch (HoldfastException e) {
      return Optional.empty();
    }
  }

  /** Returns the same with the seal that it must have. */
  Manifest sealed() throws IOException {
    return withSeal(DigestUtils.sha256Hex(OutputJson.toLine(withSeal(""))));
  }

  private Manifest withSeal(String other) {
    return new Manifest(
        version,
        run,
        committed,
        reducers,
        format,
        header,
        rows,
        bytes,
        counters,
        cost,
        parts,
        quarantine,
        boundaries,
        other);
  }

  /**
   * Checks that every record that was read was counted, filtered or set aside.
   *
   * @throws HoldfastException BUG where that does not hold
   */
  public void requireBalance() {
    long read = count(FlowCounter.RECORDS_IN);
    long counted = count(FlowCounter.RECORDS_COUNTED);
    long filtered = count(FlowCounter.RECORDS_FILTERED);
    long quarantined = quarantine.stream().mapToLong(Part::rows).sum();
    if (read != counted + filtered + quarantined
        || quarantined != count(FlowCounter.RECORDS_QUARANTINED)) {
      throw new HoldfastException(
          ErrorKind.BUG,
          "[run %s] expected %d records in to be counted, filtered or set aside, got %d, %d and %d"
              .formatted(run.runId(), read, counted, filtered, quarantined));
    }
  }

  /**
   * Returns how many times the mean the reducer with the most partial states got of them; 1 where
   * that was not counted.
   */
  public double skew() {
    long all = cost.getOrDefault(FlowCounter.STATES_IN.name(), 0L);
    long most = cost.getOrDefault(FlowCounter.STATES_IN_MOST.name(), 0L);
    return all == 0 ? 1 : (double) most * reducers / all;
  }

  private long count(FlowCounter counter) {
    return counters.getOrDefault(counter.name(), 0L);
  }

  /** Returns when the job was committed, by the clock of the machine that did it. */
  public Instant committedAt() {
    return Instant.parse(committed);
  }

  /**
   * Says in what it is not what a run would make, as far as bytes depend on it; nothing where all
   * is the same.
   */
  public Optional<String> difference(RunDescription wanted, int wantedReducers) {
    return reducers == wantedReducers
        ? wanted.difference(run)
        : Optional.of("reducers are " + reducers + ", not " + wantedReducers);
  }

  /** Says whether a run made it. */
  public boolean isOf(String runId) {
    return run.runId().equals(runId);
  }

  private static HoldfastException mismatch(Path file, String expected, Object got, String remedy) {
    return new HoldfastException(
        ErrorKind.MISMATCH,
        "[%s] expected %s, got %s; try %s".formatted(file, expected, got, remedy));
  }
}
