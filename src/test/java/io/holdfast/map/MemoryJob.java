package io.holdfast.map;

import io.holdfast.config.NanPolicy;
import io.holdfast.fixture.Batches;
import io.holdfast.query.Query;
import io.holdfast.query.QueryMessage;
import io.holdfast.query.QueryText;
import io.holdfast.record.Schema;
import io.holdfast.reduce.FinalAggregation;
import io.holdfast.shuffle.FlowCounter;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.HashPartitioner;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.StateMerger;
import io.holdfast.shuffle.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/**
 * A whole job in memory, without Hadoop, in which chance decides all that must not matter: the
 * order of rows and of states, the cut into tasks, batches and spills, the map tables' budgets, and
 * whether a state is combined never, once or often.
 */
final class MemoryJob {
  private static final int MAX_COMBINES = 4;

  private final QueryText text;
  private final Schema source;
  private final NanPolicy nans;
  private final Random random;
  private final Map<FlowCounter, Long> counts = new EnumMap<>(FlowCounter.class);

  MemoryJob(QueryText text, Schema source, NanPolicy nans, Random random) {
    this.text = text;
    this.source = source;
    this.nans = nans;
    this.random = random;
  }

  /** Returns the parts' bytes, as characters of eight bits. */
  List<String> run(List<Object[]> rows, int reducers) throws IOException, InterruptedException {
    List<Object[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<Sent>> arrived = partitions(reducers);
    for (List<Object[]> task : cut(shuffled, 1 + random.nextInt(6))) {
      List<List<Sent>> sent = partition(new MapTask(bind(), nans, random).run(task), reducers);
      for (int i = 0; i < reducers; i++) {
        arrived.get(i).addAll(combine(sent.get(i)));
      }
    }
    List<String> parts = new ArrayList<>();
    for (List<Sent> part : arrived) {
      parts.add(reduce(part));
    }
    return parts;
  }

  /** Returns what the tallies that arrived have counted. */
  Map<FlowCounter, Long> counts() {
    return counts;
  }

  /** Each task has a query of its own. */
  private Query bind() {
    return Query.bind(text, source);
  }

  private <T> List<List<T>> cut(List<T> whole, int pieces) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 1; i < pieces; i++) {
      ends.add(random.nextInt(whole.size() + 1));
    }
    ends.add(whole.size());
    Collections.sort(ends);
    List<List<T>> result = new ArrayList<>();
    int from = 0;
    for (int to : ends) {
      result.add(whole.subList(from, to));
      from = to;
    }
    return result;
  }

  private static List<List<Sent>> partitions(int reducers) {
    List<List<Sent>> partitions = new ArrayList<>();
    for (int i = 0; i < reducers; i++) {
      partitions.add(new ArrayList<>());
    }
    return partitions;
  }

  private List<List<Sent>> partition(List<Sent> sent, int reducers) {
    HashPartitioner partitioner = new HashPartitioner();
    Configuration conf = new Configuration(false);
    QueryConfiguration.write(conf, new QueryMessage(text, source));
    partitioner.setConf(conf);
    List<List<Sent>> partitions = partitions(reducers);
    GroupKey key = new GroupKey();
    for (Sent pair : sent) {
      pair.readKey(key);
      partitions.get(partitioner.getPartition(key, null, reducers)).add(pair);
    }
    return partitions;
  }

  /** Merges equal keys in random pieces, none or some times over. */
  private List<Sent> combine(List<Sent> sent) throws IOException {
    List<Sent> result = sent;
    StateMerger merger = new StateMerger(bind());
    for (int left = random.nextInt(MAX_COMBINES); left > 0; left--) {
      List<Sent> merged = new ArrayList<>();
      for (List<Sent> spill : cut(result, 1 + random.nextInt(3))) {
        for (List<Sent> group : groups(spill)) {
          merged.add(merge(group, merger));
        }
      }
      result = merged;
    }
    return result;
  }

  private Sent merge(List<Sent> group, StateMerger merger) throws IOException {
    GroupKey key = new GroupKey();
    group.get(0).readKey(key);
    PartialState merged = new PartialState();
    if (key.isTally()) {
      Tally.mergeAll(states(group)).write(merged.begin());
    } else {
      merger.merge(isOfGroup(key), states(group)).write(0, merged.begin());
    }
    return Sent.of(key, merged);
  }

  private boolean isOfGroup(GroupKey key) {
    Query query = bind();
    return query.orderedArguments().isEmpty()
        || OrderedKeys.argument(key, new OrderedKeys(query).groupLength(key)) < 0;
  }

  private List<List<Sent>> groups(List<Sent> sent) {
    List<Sent> sorted = new ArrayList<>(sent);
    Collections.shuffle(sorted, random);
    sorted.sort(Sent.ORDER);
    List<List<Sent>> groups = new ArrayList<>();
    for (Sent pair : sorted) {
      List<Sent> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (last.isEmpty() || Sent.ORDER.compare(last.get(0), pair) != 0) {
        last = new ArrayList<>();
        groups.add(last);
      }
      last.add(pair);
    }
    return groups;
  }

  /** One object for all states, as Hadoop has it. */
  private static Iterable<PartialState> states(List<Sent> group) {
    PartialState state = new PartialState();
    return () ->
        group.stream()
            .map(
                pair -> {
                  pair.readState(state);
                  return state;
                })
            .iterator();
  }

  private String reduce(List<Sent> part) {
    Query query = bind();
    FinalAggregation aggregation = new FinalAggregation(query);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    GroupKey key = new GroupKey();
    for (List<Sent> group : groups(part)) {
      group.get(0).readKey(key);
      if (key.isTally()) {
        Tally tally = Tally.mergeAll(states(group));
        Tally.COUNTERS.forEach(counter -> counts.put(counter, tally.get(counter)));
        continue;
      }
      if (aggregation.isOfGroup(key)) {
        aggregation.endGroup();
        if (aggregation.isFull() || random.nextInt(10) == 0) {
          write(aggregation, query, lines);
        }
      }
      aggregation.add(key, states(group));
    }
    aggregation.endGroup();
    write(aggregation, query, lines);
    return lines.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(
      FinalAggregation aggregation, Query query, ByteArrayOutputStream lines) {
    lines.writeBytes(Batches.text(query.result(), List.of(aggregation.result())));
    aggregation.clear();
  }
}
