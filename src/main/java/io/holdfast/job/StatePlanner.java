package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.KnownFile;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.input.split.InputFiles;
import io.holdfast.output.Manifest;
import io.holdfast.output.RunDescription;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;

/**
 * Finds out of which files of the input states are kept, and plans what is to be read. Only
 * generations that are whole, of the same work, and verified to the byte count; of others the files
 * are read again.
 */
final class StatePlanner {
  /** More generations than these, or more bytes of files that count no more, are compacted. */
  private static final int MOST_GENERATIONS = 16;

  private final JobPlan plan;
  private final Path directory;
  private final Configuration conf;
  private final FileSystem files;
  private final Map<String, FileStatus> left = new LinkedHashMap<>();
  private final List<Generation> used = new ArrayList<>();
  private final List<Generation> idle = new ArrayList<>();
  private final List<Generation> useless = new ArrayList<>();
  private final List<Generation> debris = new ArrayList<>();
  private final List<KnownFile> known = new ArrayList<>();
  private final List<KnownFile> dropped = new ArrayList<>();

  /** Of these no state is used, nor dropped. */
  private final List<KnownFile> idleFiles = new ArrayList<>();

  private final List<String> notices = new ArrayList<>();
  private final Set<Long> ids = new HashSet<>();

  StatePlanner(JobPlan plan, Path directory, Configuration conf) throws IOException {
    this.plan = plan;
    this.directory = directory;
    this.conf = conf;
    this.files = directory.getFileSystem(conf);
    for (FileStatus file : plan.input().files()) {
      if (left.put(file.getPath().toString(), file) != null) {
        throw HoldfastException.user(
            "[%s] expected each input file once where states are kept, got it twice",
            file.getPath());
      }
    }
  }

  /**
   * Looks at what is there; changes nothing.
   *
   * @throws HoldfastException CONFLICT where states of other work are kept there
   */
  StateUpdate plan() throws IOException {
    List<Found> whole = new ArrayList<>();
    for (Generation generation : Generation.in(files, directory)) {
      Optional<Manifest> manifest = generation.manifest();
      if (manifest.isPresent()) {
        whole.add(new Found(generation, manifest.get()));
      } else if (generation.isManifestDamaged()) {
        refuse(generation, "has a damaged manifest", generation.files().orElse(List.of()));
      } else if (generation.isDebris()) {
        debris.add(generation);
      }
    }
    whole.sort(Comparator.comparing((Found found) -> found.manifest.committedAt()).reversed());
    for (Found found : whole) {
      take(found);
    }
    List<StateUpdate.Update> updates = updates();
    boolean all = tellFiles();
    if (all) {
      useless.addAll(idle);
    }
    boolean compacts = all && isWorthCompaction(updates.size());
    return new StateUpdate(
        List.copyOf(used),
        List.copyOf(known),
        dropped.stream().mapToLong(KnownFile::id).toArray(),
        updates,
        compacts ? Optional.of(generation("compact")) : Optional.empty(),
        List.copyOf(useless),
        List.copyOf(debris),
        List.copyOf(notices));
  }

  private record Found(Generation generation, Manifest manifest) {}

  private void take(Found found) throws IOException {
    List<KnownFile> list = found.generation.files().orElse(List.of());
    Optional<String> flaw = found.generation.flawOfList();
    if (flaw.isEmpty()) {
      flaw = flaw(found, list);
    }
    if (flaw.isPresent()) {
      refuse(found.generation, flaw.get(), list);
    } else if (list.stream().anyMatch(this::isLeft)) {
      used.add(found.generation);
      list.forEach(this::take);
    } else {
      idle.add(found.generation);
      idleFiles.addAll(list);
    }
  }

  /** What does not hold goes when the run has succeeded, if the run has read all that it is of. */
  private void refuse(Generation generation, String flaw, List<KnownFile> list) {
    notices.add(String.format("[%s] %s; its files are read again", generation.directory(), flaw));
    idle.add(generation);
    idleFiles.addAll(list);
  }

  /** Reads all states of a generation that the run would use. */
  private Optional<String> flaw(Found found, List<KnownFile> list) throws IOException {
    RunDescription wanted = plan.descriptionOfStates(Generation.digest(list));
    RunDescription made = found.manifest.run();
    Optional<String> difference = wanted.difference(made);
    boolean ofThisVersion = made.program().equals(wanted.program());
    Optional<String> otherWork = ofThisVersion ? difference : wanted.differenceOfWork(made);
    if (otherWork.isPresent()) {
      throw new HoldfastException(
          ErrorKind.CONFLICT,
          String.format(
              "[%s] expected states of this command, got some whose %s; try another --state",
              directory, otherWork.get()));
    }
    return difference.isPresent() || list.stream().noneMatch(this::isLeft)
        ? difference
        : found.generation.flaw(wanted);
  }

  private boolean isLeft(KnownFile file) {
    FileStatus now = left.get(file.path());
    return now != null && file.isSame(now, plan.input().checksum(now));
  }

  private void take(KnownFile file) {
    if (!ids.add(file.id())) {
      throw new HoldfastException(
          ErrorKind.BUG, "[" + directory + "] two files have one number; try another --state");
    }
    if (isLeft(file)) {
      left.remove(file.path());
      known.add(file);
    } else {
      dropped.add(file);
    }
  }

  /** Parts what is left as waves part an input, but between files. */
  private List<StateUpdate.Update> updates() throws IOException {
    List<StateUpdate.Update> updates = new ArrayList<>();
    InputFiles all = plan.input().some(List.copyOf(left.values()));
    long most = all.totalBytes() / Waves.count(conf, all.totalBytes()) + 1;
    List<FileStatus> next = new ArrayList<>();
    long bytes = 0;
    for (FileStatus file : all.files()) {
      if (!next.isEmpty() && bytes + file.getLen() > most) {
        updates.add(update(updates.size(), next));
        next.clear();
        bytes = 0;
      }
      next.add(file);
      bytes += file.getLen();
    }
    if (!next.isEmpty()) {
      updates.add(update(updates.size(), next));
    }
    return updates;
  }

  private StateUpdate.Update update(int number, List<FileStatus> some) throws IOException {
    return new StateUpdate.Update(generation(number + 1), plan.input().some(some));
  }

  private Generation generation(Object name) throws IOException {
    return new Generation(files, directory, plan.runId() + "-" + name);
  }

  private boolean isWorthCompaction(int updates) {
    return used.size() + updates > MOST_GENERATIONS || lengths(dropped) > lengths(known);
  }

  private static long lengths(List<KnownFile> some) {
    return some.stream().mapToLong(KnownFile::length).sum();
  }

  /** Tells what becomes of files. Returns whether the input has all that are known, and exist. */
  private boolean tellFiles() {
    Set<String> now = new HashSet<>();
    plan.input().files().forEach(file -> now.add(file.getPath().toString()));
    List<KnownFile> missing =
        Stream.concat(dropped.stream(), idleFiles.stream())
            .filter(file -> !now.contains(file.path()))
            .toList();
    notices.add(
        String.format(
            "[%s] %d files are known, %d are to be read, %d are not there any more",
            directory, known.size(), left.size(), missing.size()));
    for (KnownFile file : missing) {
      if (exists(file)) {
        notices.add(
            String.format(
                "[%s] %s, and perhaps others, are known, but are no input of this run: their states"
                    + " stay",
                directory, file.path()));
        return false;
      }
    }
    return true;
  }

  private boolean exists(KnownFile file) {
    Path path = new Path(file.path());
    try {
      return file.isSame(path.getFileSystem(conf).getFileStatus(path), "");
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return false;
    } catch (IOException e) {
      return true; // Nobody can tell, at the moment.
    }
  }
}
