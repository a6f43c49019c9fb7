package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.shuffle.FlowCounter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;

/**
 * What a finished reduce attempt says of its part. Kept as JSON beside the part until the job
 * commits.
 *
 * @param part the part file
 * @param quarantine the file of malformed records, if there were any
 * @param sample of the keys, where rows have keys
 * @param counters named numbers of the task, which the manifest sums over all tasks
 * @param cost likewise, of what depends on splits and on the machine
 */
@JsonPropertyOrder({"part", "quarantine", "sample", "counters", "cost"})
public record PartFacts(
    Part part,
    List<Part> quarantine,
    KeySample sample,
    Map<String, Long> counters,
    Map<String, Long> cost) {
  /** The facts' file name; hidden from readers of an output. */
  static final String FILE = "_facts.json";

  /** Returns what a reduce attempt had to merge, for the cost of the whole. */
  static Map<String, Long> load(TaskAttemptContext context) {
    long states = context.getCounter(TaskCounter.REDUCE_INPUT_RECORDS).getValue();
    return Map.of(FlowCounter.STATES_IN.name(), states, FlowCounter.STATES_IN_MOST.name(), states);
  }

  /** Returns the same without the sample, of which the manifest has no need. */
  PartFacts withoutSample() {
    return new PartFacts(part, quarantine, KeySample.NONE, counters, cost);
  }

  public PartFacts {
    quarantine = List.copyOf(quarantine);
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    cost = Collections.unmodifiableMap(new TreeMap<>(cost));
  }
}
