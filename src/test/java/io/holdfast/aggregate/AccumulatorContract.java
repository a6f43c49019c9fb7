package io.holdfast.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every function and every type it takes. */
abstract class AccumulatorContract {
  private static final int TRIES = 150;
  static final List<Type> NUMBERS =
      List.of(
          Type.LONG,
          Type.FLOAT,
          Type.DOUBLE,
          Type.decimal(1, 0),
          Type.decimal(18, 2),
          Type.decimal(19, 19),
          Type.decimal(38, 6));
  static final List<Type> ALL_TYPES = new ArrayList<>(NUMBERS);

  static {
    ALL_TYPES.addAll(
        List.of(Type.BOOLEAN, Type.TEXT, Type.BINARY, Type.DATE, Type.time(6), Type.timestamp(9)));
  }

  abstract Function function();

  /** Returns the types of argument to try; null for none. */
  abstract List<Type> types();

  /**
   * Returns the answer by other means.
   *
   * @param values all rows of a group, nulls among them
   * @throws ArithmeticException where no answer fits
   */
  abstract Object answer(Type type, List<?> values);

  /** A group's rows, in an accumulator's shape. */
  private record Rows(Type type, List<Object> values, int[] groups) {
    static Rows random(Type type, Random random, int groups, int count) {
      RandomValues source = new RandomValues(type == null ? Type.LONG : type, random);
      int nullPercent = random.nextInt(3) * 20;
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(random.nextInt(100) < nullPercent ? null : source.get());
      }
      return new Rows(type, values, random.ints(count, 0, groups).toArray());
    }

    List<Object> of(int group) {
      List<Object> found = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        if (groups[i] == group) {
          found.add(values.get(i));
        }
      }
      return found;
    }

    /** Adds the rows from one index to another, one batch in a random order. */
    void addTo(Accumulator accumulator, int from, int to, Random random) {
      List<Integer> order = new ArrayList<>();
      for (int row = from; row < to; row++) {
        order.add(row - from);
      }
      Collections.shuffle(order, random);
      int[] rows = order.stream().mapToInt(row -> row).toArray();
      int[] rowGroups = order.stream().mapToInt(row -> groups[from + row]).toArray();
      Vector vector = type == null ? null : Cells.vector(type, values.subList(from, to));
      accumulator.add(vector, rows, rowGroups, rows.length);
    }
  }

  private Type pick(Random random) {
    return types().get(random.nextInt(types().size()));
  }

  private Accumulator create(Type type, int groups) {
    Accumulator accumulator = Accumulators.create(function(), type);
    accumulator.resize(groups);
    return accumulator;
  }

  private void check(Accumulator accumulator, int group, Type type, List<?> values) {
    Object expected;
    Vector result = Vector.create(Accumulators.resultType(function(), type), 1);
    try {
      expected = answer(type, values);
    } catch (ArithmeticException e) {
      assertThatThrownBy(() -> accumulator.finish(group, result, 0))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageMatching("sum is -?[0-9.]+, (outside the 64-bit range|more than 38 digits)");
      return;
    }
    accumulator.finish(group, result, 0);
    assertThat(Cells.get(result, 0)).as("%s of %s", type, values).isEqualTo(expected);
  }

  @Property(tries = TRIES)
  void addsRowsInBatchesOfAnySizeAndOrder(@ForAll long seed) {
    Random random = new Random(seed);
    Type type = pick(random);
    int groups = 1 + random.nextInt(5);
    Rows rows = Rows.random(type, random, groups, random.nextInt(60));
    Accumulator accumulator = Accumulators.create(function(), type);
    assertThat(accumulator.resultType()).isEqualTo(Accumulators.resultType(function(), type));
    // The groups come as they do in a table: some now, some later.
    int to;
    for (int from = 0; from < rows.groups().length; from = to) {
      to = Math.min(rows.groups().length, from + 1 + random.nextInt(20));
      accumulator.resize(1 + Arrays.stream(rows.groups(), 0, to).max().orElse(0));
      rows.addTo(accumulator, from, to, random);
    }
    accumulator.resize(groups);
    for (int group = 0; group < groups; group++) {
      check(accumulator, group, type, rows.of(group));
    }
  }

  @Property(tries = TRIES)
  void mergesPartialStatesInAnyTree(@ForAll long seed) {
    Random random = new Random(seed);
    Type type = pick(random);
    int groups = 1 + random.nextInt(4);
    Rows rows = Rows.random(type, random, groups, random.nextInt(60));
    List<List<byte[]>> states = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      states.add(new ArrayList<>());
    }
    Accumulator partial = create(type, groups);
    for (int from = 0; from < rows.groups().length || random.nextBoolean(); ) {
      int to = Math.min(rows.groups().length, from + random.nextInt(30));
      rows.addTo(partial, from, to, random);
      for (int group = 0; group < groups; group++) {
        states.get(group).add(write(partial, group));
      }
      partial.clear();
      partial.resize(groups);
      from = to;
    }
    for (int group = 0; group < groups; group++) {
      Accumulator merged = mergeInAnyTree(type, states.get(group), random);
      check(merged, 0, type, rows.of(group));
    }
  }

  private Accumulator mergeInAnyTree(Type type, List<byte[]> states, Random random) {
    List<byte[]> left = new ArrayList<>(states);
    Accumulator merged = create(type, 1);
    while (left.size() > 1) {
      Collections.shuffle(left, random);
      List<byte[]> some = left.subList(0, 1 + random.nextInt(left.size()));
      mergeAll(merged, some);
      byte[] state = write(merged, 0);
      some.clear();
      left.add(state);
      merged.clear();
      merged.resize(1);
    }
    mergeAll(merged, left);
    return merged;
  }

  private static void mergeAll(Accumulator accumulator, List<byte[]> states) {
    for (byte[] state : states) {
      BytesInput in = new BytesInput().reset(state, 0, state.length);
      accumulator.merge(0, in);
      assertThat(in.remaining()).isZero();
    }
  }

  private static byte[] write(Accumulator accumulator, int group) {
    BytesOutput out = new BytesOutput();
    accumulator.write(group, out);
    return Arrays.copyOf(out.bytes(), out.length());
  }

  @Property(tries = TRIES)
  void keepsItsValueWhenEmptyStatesOrItsOwnStateAreMerged(@ForAll long seed) {
    Random random = new Random(seed);
    Type type = pick(random);
    Rows rows = Rows.random(type, random, 1, random.nextInt(20));
    Accumulator accumulator = create(type, 1);
    byte[] empty = write(accumulator, 0);
    mergeAll(accumulator, List.of(empty, empty));
    check(accumulator, 0, type, List.of());
    rows.addTo(accumulator, 0, rows.groups().length, random);
    mergeAll(accumulator, List.of(empty, empty));
    check(accumulator, 0, type, rows.values());
    // Twice the rows: writing must have left the group as it was.
    mergeAll(accumulator, List.of(write(accumulator, 0)));
    List<Object> twice = new ArrayList<>(rows.values());
    twice.addAll(rows.values());
    check(accumulator, 0, type, twice);
  }

  @Property(tries = 15)
  void keepsManyGroupsApartAndForgetsThem(@ForAll long seed) {
    Random random = new Random(seed);
    Type type = pick(random);
    int groups = 3000 + random.nextInt(3000);
    Accumulator accumulator = create(type, groups);
    Rows rows = Rows.random(type, random, groups, 4096);
    rows.addTo(accumulator, 0, rows.groups().length, random);
    assertThat(accumulator.retainedBytes()).isGreaterThanOrEqualTo(8L * groups);
    for (int i = 0; i < 50; i++) {
      int group = rows.groups()[random.nextInt(rows.groups().length)];
      check(accumulator, group, type, rows.of(group));
    }
    long used = accumulator.retainedBytes();
    accumulator.clear();
    assertThat(accumulator.retainedBytes()).isLessThan(Math.min(used + 1, 1 << 18));
    accumulator.resize(groups);
    for (int group = 0; group < groups; group += 97) {
      check(accumulator, group, type, List.of());
    }
    Rows more = Rows.random(type, random, groups, 100);
    more.addTo(accumulator, 0, more.groups().length, random);
    int group = more.groups()[0];
    check(accumulator, group, type, more.of(group));
  }

  static List<?> withoutNulls(List<?> values) {
    return values.stream().filter(Objects::nonNull).toList();
  }
}
