package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.checkpoint.KnownFile;
import io.holdfast.input.split.InputFiles;
import io.holdfast.shuffle.FileKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How a run gets from the states of files that are kept to those that it needs.
 *
 * @param used generations that have states of files as they are now
 * @param known the files that those are of
 * @param dropped the numbers of files in them that have changed or gone
 * @param updates what is to be read, each to make a generation
 * @param compacted the one generation to make of all these, if they are too many
 * @param useless generations of no use
 * @param debris of drivers that have died: generations that were not whole
 * @param notices what the user should know
 */
record StateUpdate(
    List<Generation> used,
    List<KnownFile> known,
    long[] dropped,
    List<Update> updates,
    Optional<Generation> compacted,
    List<Generation> useless,
    List<Generation> debris,
    List<String> notices) {

  /**
   * Files to read.
   *
   * @param generation to make
   * @param files in the order of their paths
   */
  record Update(Generation generation, InputFiles files) {}

  /** Returns the stages that make what {@link #merged()} names. */
  List<Stage> stages(JobPlan plan) {
    List<UpdateStage> reading = new ArrayList<>();
    for (Update update : updates) {
      reading.add(new UpdateStage(plan, reading.size() + 1, update.generation(), update.files()));
    }
    List<Stage> stages = new ArrayList<>(reading);
    if (compacted.isPresent()) {
      Stream<KnownFile> fresh = reading.stream().flatMap(stage -> stage.known().stream());
      stages.add(
          CompactionStage.of(
              plan,
              this,
              states(generations()),
              compacted.get(),
              Stream.concat(known.stream(), fresh)));
    }
    return stages;
  }

  private List<Generation> generations() {
    return Stream.concat(used.stream(), updates.stream().map(Update::generation)).toList();
  }

  private static List<Path> states(List<Generation> generations) {
    return generations.stream().map(Generation::states).toList();
  }

  /** Returns where the states lie that the run merges. */
  List<Path> merged() {
    return states(compacted.map(List::of).orElseGet(this::generations));
  }

  /** Tells a job that reads generations what of them counts. */
  void writeFiles(Configuration conf) {
    FileKeys.writeDropped(dropped, conf);
    FileKeys.writeFresh(updates.stream().map(update -> update.generation().id()).toList(), conf);
  }

  /** Returns the generations that nothing needs when the run has succeeded. */
  List<Generation> superseded() throws IOException {
    List<Generation> superseded = new ArrayList<>(useless);
    // A run that is resumed behind its merge makes no compaction.
    if (compacted.isPresent() && compacted.get().manifest().isPresent()) {
      superseded.addAll(generations());
    }
    return superseded;
  }
}
