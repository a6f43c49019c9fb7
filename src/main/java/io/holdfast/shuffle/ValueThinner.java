package io.holdfast.shuffle;

import io.holdfast.aggregate.Accumulators;
import io.holdfast.aggregate.OrderedAggregate;
import io.holdfast.query.AggregateCall;
import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * Passes on of a group's values only those that an aggregate looks at, once it is known how many
 * there are: a median needs two. Those between them become one record, under the last one's key,
 * that tells how many they are.
 */
public final class ValueThinner {
  private final Query query;
  private final Target target;
  private final GroupKey key = new GroupKey();
  private byte[] pending = {};
  private int pendingLength;
  private long pendingTimes;
  private long pendingValues;
  private long[] places = {};
  private int nextPlace;
  private long passed;

  /** Takes what is passed on. */
  @FunctionalInterface
  public interface Target {
    /**
     * Takes a value.
     *
     * @param times how often it occurs, and the others
     * @param others for how many it stands
     */
    void take(GroupKey key, long times, long others) throws IOException, InterruptedException;
  }

  public ValueThinner(Query query, Target target) {
    this.query = query;
    this.target = target;
  }

  /**
   * Begins with values of one group and argument; {@link #end} must have ended those before.
   *
   * @param argument its number
   * @param values how many the group has in all
   * @param before how many of them are below the first to come
   */
  public void begin(int argument, long values, long before) {
    OrderedArgument ordered = query.orderedArguments().get(argument);
    places =
        ordered.calls().stream()
            .map(query.aggregates()::get)
            .map(ValueThinner::aggregate)
            .flatMapToLong(aggregate -> LongStream.of(aggregate.places(values)))
            .filter(place -> place >= before)
            .sorted()
            .toArray();
    nextPlace = 0;
    passed = before;
  }

  private static OrderedAggregate aggregate(AggregateCall call) {
    return Accumulators.createOrdered(call.function(), call.fraction());
  }

  /** Takes the next value. */
  public void add(GroupKey value, long times, long others)
      throws IOException, InterruptedException {
    long until = passed + times;
    passed = until;
    if (nextPlace < places.length && places[nextPlace] < until) {
      end();
      target.take(value, times, others);
      while (nextPlace < places.length && places[nextPlace] < until) {
        nextPlace++;
      }
      return;
    }
    pendingTimes += times;
    pendingValues += 1 + others;
    pendingLength = value.length();
    if (pending.length < pendingLength) {
      pending = new byte[pendingLength + Long.SIZE];
    }
    System.arraycopy(value.bytes(), value.start(), pending, 0, pendingLength);
  }

  /** Passes on what is left. */
  public void end() throws IOException, InterruptedException {
    if (pendingValues > 0) {
      key.set(pending, 0, pendingLength);
      target.take(key, pendingTimes, pendingValues - 1);
      pendingTimes = 0;
      pendingValues = 0;
    }
  }
}
