package io.holdfast.map;

import io.holdfast.aggregate.Accumulator;
import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.query.AggregateCall;
import io.holdfast.query.Query;
import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds rows to the accumulators of a query. An argument that several calls have is evaluated, and
 * its nulls and NaNs are counted, once a batch.
 */
final class Accumulation {
  private final NanPolicy policy;
  private final Tally tally;
  private final List<Argument> arguments = new ArrayList<>();
  private final int[] keptRows = new int[Batch.MAX_ROWS];
  private final int[] keptGroups = new int[Batch.MAX_ROWS];

  /**
   * @param values of the query's ordered arguments
   */
  Accumulation(
      Query query,
      AccumulatorSet accumulators,
      List<ValueCounts> values,
      NanPolicy policy,
      Tally tally) {
    this.policy = policy;
    this.tally = tally;
    for (int i = 0; i < accumulators.size(); i++) {
      argument(query.aggregates().get(i)).accumulators.add(accumulators.get(i));
    }
    for (ValueCounts counts : values) {
      argument(counts.argument().first()).values.add(counts);
    }
  }

  /**
   * What takes the values of one argument: that of the first call, or none.
   *
   * @param values none, or one where some aggregate needs them in order
   */
  private record Argument(
      AggregateCall first,
      List<Accumulator> accumulators,
      List<ValueCounts> values,
      NanFinder finder) {
    void add(Vector column, int[] rows, int[] groups, int count) {
      for (Accumulator accumulator : accumulators) {
        accumulator.add(column, rows, groups, count);
      }
      for (ValueCounts counts : values) {
        counts.add(column, rows, groups, count);
      }
    }
  }

  private Argument argument(AggregateCall call) {
    for (Argument argument : arguments) {
      if (argument.first.hasArgumentOf(call)) {
        return argument;
      }
    }
    Argument added = new Argument(call, new ArrayList<>(), new ArrayList<>(), new NanFinder());
    arguments.add(added);
    return added;
  }

  /**
   * Adds rows of a batch to their groups.
   *
   * @throws HoldfastException of kind DATA, with the place, on a NaN that the policy rejects
   */
  void add(Batch batch, int[] rows, int[] groups, int count) {
    for (Argument argument : arguments) {
      if (argument.first.argument().isEmpty()) {
        argument.add(null, rows, groups, count);
      } else {
        Vector values = argument.first.argument().get().evaluate(batch);
        int nans = argument.finder.count(values, rows, count);
        tally.addValues(countNulls(values, rows, count), nans);
        switch (nans == 0 ? NanPolicy.PROPAGATE : policy) {
          case PROPAGATE -> argument.add(values, rows, groups, count);
          case SKIP -> {
            int kept = keepNumbers((DoubleVector) values, rows, groups, count);
            argument.add(values, keptRows, keptGroups, kept);
          }
          case REJECT -> throw refusal(argument.first, (DoubleVector) values, rows, batch);
        }
      }
    }
  }

  private static int countNulls(Vector values, int[] rows, int count) {
    if (!values.mayHaveNulls()) {
      return 0;
    }
    boolean[] nulls = values.nulls();
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += nulls[rows[i]] ? 1 : 0;
    }
    return found;
  }

  /** Keeps the rows that are not NaN, nulls too, and returns how many these are. */
  private int keepNumbers(DoubleVector values, int[] rows, int[] groups, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!NanFinder.isNan(values, rows[i])) {
        keptRows[kept] = rows[i];
        keptGroups[kept++] = groups[i];
      }
    }
    return kept;
  }

  /** At least one of the rows is NaN. */
  private static HoldfastException refusal(
      AggregateCall call, DoubleVector values, int[] rows, Batch batch) {
    int at = 0;
    while (!NanFinder.isNan(values, rows[at])) {
      at++;
    }
    return HoldfastException.data(
        batch.place(rows[at]).toString(),
        "expected a number for %s, got NaN; try --nan skip, or a --where with %s <> 'NaN'",
        call.sql(),
        call.argumentSql());
  }
}
