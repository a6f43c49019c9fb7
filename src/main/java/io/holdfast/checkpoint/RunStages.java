package io.holdfast.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Leftovers;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputStore;
import io.holdfast.output.RunDescription;
import io.holdfast.output.Verifier;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The outputs of a run's stages but the last, in one hidden directory beside the run's output. A
 * stage is finished when its manifest is there, and counts when the manifest holds. Taking over the
 * stages of another run is one rename: of two drivers that try, one wins; and a driver that still
 * worked on them finds them gone.
 */
public final class RunStages {
  private static final String OWNER = "_owner.json";

  /** In an empty directory a driver may be about to note that it owns it. */
  private static final Duration BEGINNING = Duration.ofMinutes(1);

  /** Down to the parts that attempts write: below staging, and below that of a stage. */
  private static final int DEPTH_OF_STAGING = 3;

  private static final int DEPTH_OF_STAGES = DEPTH_OF_STAGING + 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final FileSystem files;
  private final OutputStore store;
  private final Path output;
  private final String runId;
  private final Path directory;

  /** Names the stages of a run; touches nothing. */
  public RunStages(FileSystem files, Path output, String runId) throws IOException {
    this(files, output, runId, Leftovers.stages(files, output, runId));
  }

  private RunStages(FileSystem files, Path output, String runId, Path directory)
      throws IOException {
    this.files = files;
    this.store = OutputStore.of(files);
    this.output = output;
    this.runId = runId;
    this.directory = directory;
  }

  /** Names stages in a directory that is not beside an output. */
  static RunStages in(Path directory, FileSystem files, Path output, String runId)
      throws IOException {
    return new RunStages(files, output, runId, directory);
  }

  public Path output() {
    return output;
  }

  public String runId() {
    return runId;
  }

  public Path directory() {
    return directory;
  }

  /** Returns where a stage's output is, or will be. */
  public Path stage(String name) {
    return new Path(directory, name);
  }

  /** Says whether there is something of a stage, whole or not. */
  public boolean has(String stage) throws IOException {
    return store.exists(stage(stage));
  }

  public boolean exists() throws IOException {
    return store.exists(directory);
  }

  /** Says whether they are there, and this process's: nobody has taken them over. */
  public boolean areOwn() throws IOException {
    return owner().filter(self()::equals).isPresent();
  }

  private static Owner self() throws IOException {
    return Owner.self(UserGroupInformation.getCurrentUser().getShortUserName());
  }

  /**
   * Makes the directory and notes that this process owns it.
   *
   * @throws HoldfastException of kind RESOURCE where that fails; then nothing is left
   */
  public void begin() throws IOException {
    try {
      store.makeDirectories(directory);
      noteOwner();
    } catch (IOException e) {
      try {
        store.delete(directory);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw new HoldfastException(
          ErrorKind.RESOURCE,
          String.format(
              "[%s] expected to note there who works on it, got %s; try when there is room, or"
                  + " another place",
              directory, e),
          e);
    }
  }

  /** Fails where the directory is gone. */
  private void noteOwner() throws IOException {
    Path file = new Path(directory, OWNER);
    store.delete(file);
    store.write(file, MAPPER.writeValueAsBytes(self()));
  }

  /** Returns who works on the stages, or did; nothing where that is not noted. */
  public Optional<Owner> owner() throws IOException {
    try {
      return Optional.of(MAPPER.readValue(store.read(new Path(directory, OWNER)), Owner.class));
    } catch (FileNotFoundException | JacksonException e) {
      return Optional.empty();
    }
  }

  private Optional<Owner> livingOwner() throws IOException {
    return owner().filter(Owner::livesHere);
  }

  /** Says whether another process of this host still works on the stages. */
  public boolean isOwnerAlive() throws IOException {
    return livingOwner().isPresent();
  }

  /** Says whether nothing is finished, and a driver of this host that has died has left it so. */
  public boolean isDebris() throws IOException {
    if (!exists()) {
      return false; // Staging alone: of a job that may be at work.
    }
    return store.list(directory).isEmpty() && modified().isBefore(Instant.now().minus(BEGINNING))
        || finished().isEmpty() && owner().filter(Owner::hasDiedHere).isPresent();
  }

  /**
   * Fails where another process of this host still works on the stages.
   *
   * @throws HoldfastException CONFLICT
   */
  public void requireAbandoned() throws IOException {
    Optional<Owner> alive = livingOwner();
    if (alive.isPresent()) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          String.format(
              "[%s] expected a run that has ended, got run %s, which process %d of this host still"
                  + " works on; try again when it has ended",
              output, runId, alive.get().pid()));
    }
  }

  /** Returns the manifests of all finished stages, in the order in which they were finished. */
  public List<Manifest> finished() throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    for (FileStatus found : store.list(directory)) {
      Manifest.find(store, found.getPath()).ifPresent(manifests::add);
    }
    manifests.sort(Comparator.comparing(Manifest::committedAt));
    return manifests;
  }

  /** Says whether it is no such directory as runs make, although it is called so. */
  public boolean isForeign() throws IOException {
    Optional<FileStatus> found = store.status(directory);
    boolean isDirectory = found.isEmpty() || found.get().isDirectory();
    return !isDirectory
        || !Leftovers.isStaging(files, output, runId)
        || !store.list(directory).isEmpty()
            && !store.exists(new Path(directory, OWNER))
            && finished().isEmpty()
            && damaged().isEmpty();
  }

  /** Returns the stages whose manifests cannot be read. */
  public List<String> damaged() throws IOException {
    List<String> damaged = new ArrayList<>();
    for (FileStatus found : store.list(directory)) {
      if (isManifestDamaged(found.getPath().getName())) {
        damaged.add(found.getPath().getName());
      }
    }
    return damaged;
  }

  /** Returns when a stage was last begun or published, or when the run began where none was. */
  public Instant modified() throws IOException {
    return Instant.ofEpochMilli(
        store.status(place()).map(FileStatus::getModificationTime).orElse(0L));
  }

  /** Returns when anything was last made, also by tasks that are at work. */
  public Instant lastChanged() throws IOException {
    long last = 0;
    Optional<FileStatus> stages = store.status(directory);
    if (stages.isPresent()) {
      last = lastChanged(stages.get(), DEPTH_OF_STAGES);
    }
    Optional<FileStatus> staging = store.status(Leftovers.staging(files, output, runId));
    if (staging.isPresent()) {
      last = Math.max(last, lastChanged(staging.get(), DEPTH_OF_STAGING));
    }
    return Instant.ofEpochMilli(last);
  }

  private long lastChanged(FileStatus place, int depth) throws IOException {
    long last = place.getModificationTime();
    if (depth > 0 && place.isDirectory()) {
      for (FileStatus child : store.list(place.getPath())) {
        last = Math.max(last, lastChanged(child, depth - 1));
      }
    }
    return last;
  }

  /** Returns what there is of the run: the directory, or its staging where there is no more. */
  public Path place() throws IOException {
    return exists() ? directory : Leftovers.staging(files, output, runId);
  }

  /**
   * Returns the manifest of a stage that was finished before.
   *
   * @throws HoldfastException of kind RESOURCE where it is gone, or cannot be read
   */
  public static Manifest manifest(FileSystem files, Path stage) throws IOException {
    try {
      return Manifest.read(files, stage);
    } catch (HoldfastException e) {
      throw new HoldfastException(
          ErrorKind.RESOURCE,
          String.format(
              "[%s] expected the output of a stage that was finished, got another state of it: %s",
              stage, e.getMessage()),
          e);
    }
  }

  /** Returns the length of the parts of stages that were finished before; fails as above. */
  public static long bytes(List<Path> stages, Configuration conf) throws IOException {
    long bytes = 0;
    for (Path stage : stages) {
      bytes += manifest(stage.getFileSystem(conf), stage).bytes();
    }
    return bytes;
  }

  /** Returns a stage's manifest, if the stage is finished; whether it holds is another question. */
  public Optional<Manifest> finished(String stage) throws IOException {
    return Manifest.find(store, stage(stage));
  }

  /**
   * Says whether a stage has a manifest that cannot be read. It is read behind the look whether it
   * is there: one that is published meanwhile is not damaged.
   */
  public boolean isManifestDamaged(String stage) throws IOException {
    return store.exists(new Path(stage(stage), Manifest.FILE)) && finished(stage).isEmpty();
  }

  /**
   * Says why a finished stage is of no use for a run that wants this; nothing where it is the same
   * work and each of its bytes is as the manifest says. Reads all of it.
   */
  public Optional<String> flaw(String stage, RunDescription wanted, int reducers)
      throws IOException {
    Optional<Manifest> manifest = finished(stage);
    if (manifest.isEmpty()) {
      return Optional.of("has no manifest that can be read");
    }
    Optional<String> difference = manifest.get().difference(wanted, reducers);
    if (difference.isPresent()) {
      return difference.map(what -> "is of other work: its " + what);
    }
    try {
      new Verifier(files).verify(stage(stage));
      return Optional.empty();
    } catch (HoldfastException e) {
      return Optional.of("is damaged: " + e.getMessage());
    }
  }

  /** Makes the stages of an earlier run this run's. Returns false where they are gone. */
  public boolean takeOver(RunStages earlier) throws IOException {
    try {
      store.rename(earlier.directory, directory);
      noteOwner(); // Fails where a third driver has taken them from this one meanwhile.
      return true;
    } catch (IOException e) {
      if (earlier.exists() || exists()) {
        throw e;
      }
      return false;
    }
  }

  /** Deletes all but these stages: what others have left half done among it. */
  public void keep(Set<String> stages) throws IOException {
    for (FileStatus found : store.list(directory)) {
      String name = found.getPath().getName();
      if (!name.equals(OWNER) && !stages.contains(name)) {
        store.delete(found.getPath());
      }
    }
  }

  /** Deletes everything. */
  public void discard() throws IOException {
    store.delete(directory);
  }

  /** Deletes everything, and what the stage that was at work has left. */
  public void discardWithStaging() throws IOException {
    Leftovers.discard(files, output, runId);
    discard();
  }

  /** Returns what all runs have left beside an output, the newest first. */
  public static List<RunStages> beside(FileSystem files, Path output) throws IOException {
    Map<RunStages, Instant> found = new HashMap<>();
    for (String run : Leftovers.runIds(files, output)) {
      RunStages stages = new RunStages(files, output, run);
      found.put(stages, stages.modified());
    }
    return found.entrySet().stream()
        .sorted(Map.Entry.<RunStages, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
