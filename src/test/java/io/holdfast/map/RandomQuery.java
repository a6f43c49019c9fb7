package io.holdfast.map;

import io.holdfast.fixture.RandomTable;
import io.holdfast.query.QueryText;
import io.holdfast.record.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** Queries of {@link RandomTable}: no to three keys, one to five aggregates. */
final class RandomQuery {
  private static final int MAX_KEYS = 3;
  private static final int MAX_AGGREGATES = 5;

  private static final List<String> CONDITIONS =
      List.of("n > 0", "z > 0 OR name IS NULL", "name LIKE 'a%'", "NOT (x < 1)", "big < 0");

  private static final List<String> NUMBERS =
      List.of("n", "x", "z", "y", "price", "wide", "z * 2", "n + 1", "price * n");

  private static final List<String> FRACTIONS = List.of("0", "0.1", "0.5", "0.999", "1", "1e-3");

  private RandomQuery() {}

  static QueryText next(Random random) {
    List<String> names = RandomTable.SCHEMA.columns().stream().map(Column::name).toList();
    List<String> keys = new ArrayList<>(names);
    keys.add("n + 1");
    Collections.shuffle(keys, random);
    keys = keys.subList(0, random.nextInt(MAX_KEYS + 1));
    List<String> aggregates = new ArrayList<>(List.of("count(*) AS size"));
    for (int i = random.nextInt(MAX_AGGREGATES); i > 0; i--) {
      aggregates.add(call(names, random) + " AS a" + i);
    }
    return new QueryText(
        pick(CONDITIONS, random),
        keys.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", keys)),
        aggregates,
        random.nextInt(4) == 0 ? Optional.of("size > 1") : Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static String call(List<String> names, Random random) {
    List<String> any = Stream.concat(names.stream(), NUMBERS.stream()).toList();
    return switch (random.nextInt(8)) {
      case 0 -> "sum(" + NUMBERS.get(random.nextInt(NUMBERS.size())) + ")";
      case 1 -> "avg(" + NUMBERS.get(random.nextInt(NUMBERS.size())) + ")";
      case 2 -> "min(" + any.get(random.nextInt(any.size())) + ")";
      case 3 -> "max(" + any.get(random.nextInt(any.size())) + ")";
      case 4 -> "count(distinct " + any.get(random.nextInt(any.size())) + ")";
      case 5 -> "median(" + NUMBERS.get(random.nextInt(NUMBERS.size())) + ")";
      case 6 ->
          "quantile("
              + NUMBERS.get(random.nextInt(NUMBERS.size()))
              + ", "
              + FRACTIONS.get(random.nextInt(FRACTIONS.size()))
              + ")";
      default -> "count(" + any.get(random.nextInt(any.size())) + ")";
    };
  }

  /** Nothing, half of the time. */
  private static Optional<String> pick(List<String> texts, Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(texts.get(random.nextInt(texts.size())));
  }
}
