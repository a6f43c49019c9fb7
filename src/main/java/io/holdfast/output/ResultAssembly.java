package io.holdfast.output;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Brings the committed tasks' parts together in staging, and writes the manifest last.
 *
 * <p>Races, all of a commit that was cut off, or that two application masters do at once:
 *
 * <ul>
 *   <li>A part is in the result already: moving it fails, finding it there is enough. A task's
 *       facts stay with the task, so they are read again.
 *   <li>A file of an earlier stage's quarantine is copied, which is no single step; so the copy has
 *       a name of its own until it is whole, and is then renamed as parts are.
 *   <li>The manifest comes by a rename from a name of its own, so it is whole if it is there; then
 *       it is kept, never written again, since the other may publish at any moment.
 *   <li>The other published while this one works: the result is gone, a step fails, and the caller
 *       finds the output done.
 * </ul>
 */
final class ResultAssembly {
  private final OutputStore store;
  private final OutputSettings settings;
  private final OutputPaths paths;

  ResultAssembly(OutputStore store, OutputSettings settings) {
    this.store = store;
    this.settings = settings;
    this.paths = settings.paths();
  }

  /**
   * Fills the result directory.
   *
   * @param reducers the number of reduce tasks, each of which must have committed
   */
  void assemble(int reducers) throws IOException {
    store.makeDirectory(paths.result());
    List<PartFacts> facts = new ArrayList<>();
    KeyRanges ranges = new KeyRanges();
    for (Path task : findTasks(reducers)) {
      byte[] json = store.read(new Path(task, PartFacts.FILE));
      PartFacts ofTask = OutputJson.read(json, PartFacts.class);
      move(task, ofTask.part());
      for (Part setAside : ofTask.quarantine()) {
        store.makeDirectory(new Path(paths.result(), QuarantineWriter.DIRECTORY));
        move(task, setAside);
      }
      ranges.add(ofTask.sample());
      facts.add(ofTask.withoutSample());
    }
    Optional<Manifest> earlier = Optional.empty();
    if (settings.earlier().isPresent()) {
      earlier = Optional.of(Manifest.read(store, settings.earlier().get()));
      for (Part setAside : earlier.get().quarantine()) {
        copy(settings.earlier().get(), setAside);
      }
    }
    writeManifest(facts, earlier, ranges.boundaries(settings.ranges()));
  }

  /** Returns the committed tasks in the order of their partitions. */
  private List<Path> findTasks(int reducers) throws IOException {
    Set<Path> committed =
        store.list(paths.tasks()).stream().map(FileStatus::getPath).collect(Collectors.toSet());
    List<Path> tasks = IntStream.range(0, reducers).mapToObj(paths::task).toList();
    for (Path task : tasks) {
      if (!committed.remove(task)) {
        throw broken(task, "a committed task", "nothing");
      }
    }
    if (!committed.isEmpty()) {
      throw broken(paths.tasks(), reducers + " committed tasks", committed + " besides");
    }
    return tasks;
  }

  private void copy(Path earlier, Part part) throws IOException {
    store.makeDirectory(new Path(paths.result(), QuarantineWriter.DIRECTORY));
    if (store.exists(new Path(paths.result(), part.name()))) {
      return;
    }
    Path own = new Path(paths.staging(), "quarantine." + UUID.randomUUID());
    try (InputStream in = store.open(new Path(earlier, part.name()));
        OutputStream out = store.create(own)) {
      in.transferTo(out);
    }
    take(own, part);
  }

  private void move(Path task, Part part) throws IOException {
    take(new Path(task, part.name()), part);
  }

  /** Gives a file its place in the result, unless it has it already. */
  private void take(Path file, Part part) throws IOException {
    Path target = new Path(paths.result(), part.name());
    try {
      store.rename(file, target);
    } catch (IOException e) {
      if (!store.exists(target)) {
        throw e;
      }
    }
    Optional<FileStatus> moved = store.status(target);
    if (moved.isPresent() && moved.get().getLen() != part.bytes()) {
      throw broken(target, part.bytes() + " bytes", moved.get().getLen());
    }
  }

  private void writeManifest(
      List<PartFacts> facts, Optional<Manifest> earlier, List<byte[]> boundaries)
      throws IOException {
    Path target = new Path(paths.result(), Manifest.FILE);
    if (store.exists(target)) {
      return;
    }
    Path own = new Path(paths.staging(), Manifest.FILE + "." + UUID.randomUUID());
    Manifest manifest = manifestOf(facts, earlier, boundaries);
    manifest.requireBalance();
    store.write(own, OutputJson.toFile(manifest.sealed()));
    try {
      store.rename(own, target);
    } catch (IOException e) {
      if (!store.exists(target)) {
        throw e;
      }
    }
  }

  private Manifest manifestOf(
      List<PartFacts> facts, Optional<Manifest> earlier, List<byte[]> boundaries) {
    Map<String, Long> totals = new TreeMap<>();
    Map<String, Long> cost = new TreeMap<>();
    List<Part> quarantine = new ArrayList<>();
    earlier.ifPresent(
        manifest -> {
          totals.putAll(manifest.counters());
          cost.putAll(manifest.cost());
          quarantine.addAll(manifest.quarantine());
        });
    long rows = 0;
    long bytes = 0;
    for (PartFacts ofTask : facts) {
      ofTask.counters().forEach((name, value) -> totals.merge(name, value, Math::addExact));
      ofTask.cost().forEach((name, value) -> cost.merge(name, value, FlowCounter.sum(name)));
      rows += ofTask.part().rows();
      bytes += ofTask.part().bytes();
      quarantine.addAll(ofTask.quarantine());
    }
    if (settings.rows().isPresent() && settings.rows().getAsLong() != rows) {
      throw broken(paths.result(), settings.rows().getAsLong() + " rows", rows);
    }
    return new Manifest(
        Manifest.VERSION,
        settings.run(),
        Instant.now().toString(),
        facts.size(),
        settings.format(),
        settings.header(),
        rows,
        bytes,
        totals,
        cost,
        facts.stream().map(PartFacts::part).toList(),
        quarantine,
        boundaries,
        "");
  }

  private static HoldfastException broken(Path place, String expected, Object got) {
    return new HoldfastException(
        ErrorKind.RESOURCE,
        "[%s] expected %s, got %s; try again from the start".formatted(place, expected, got));
  }
}
