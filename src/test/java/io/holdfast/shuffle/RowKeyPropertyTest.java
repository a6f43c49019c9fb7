package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.holdfast.fixture.Batches;
import io.holdfast.fixture.RandomTable;
import io.holdfast.query.Query;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Column;
import io.holdfast.record.DoubleVector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Row keys are ordered as the rows should be by plain objects, and hold the rows whole. */
class RowKeyPropertyTest {
  private static final int ROWS = 60;
  private static final List<String> COLUMNS =
      RandomTable.SCHEMA.columns().stream().map(Column::name).toList();

  /** What a query orders by, told apart from its text. */
  private record Item(int column, boolean descending, boolean nullsFirst, String sql) {
    static Item random(Random random) {
      int column = random.nextInt(COLUMNS.size());
      boolean descending = random.nextBoolean();
      String sql =
          COLUMNS.get(column) + (descending ? " DESC" : random.nextBoolean() ? " asc" : "");
      return switch (random.nextInt(3)) {
        case 0 -> new Item(column, descending, true, sql + " NULLS FIRST");
        case 1 -> new Item(column, descending, false, sql + " nulls last");
        default -> new Item(column, descending, !descending, sql);
      };
    }

    int compare(Object a, Object b) {
      if (a == null || b == null) {
        int nullsBehind = Boolean.compare(a == null, b == null);
        return nullsFirst ? -nullsBehind : nullsBehind;
      }
      int order = RowKeyPropertyTest.compare(a, b, false);
      return descending ? -order : order;
    }
  }

  @Property(tries = 300)
  void keysAreInOrderAndHoldTheRows(@ForAll long seed) {
    Random random = new Random(seed);
    List<Item> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(Item.random(random));
    }
    Query query = query(items);
    List<Object[]> rows = rows(random);
    List<byte[]> keys = encode(query, rows);
    for (int a = 0; a < ROWS; a++) {
      for (int b = 0; b < ROWS; b++) {
        int found = Integer.signum(Arrays.compareUnsigned(keys.get(a), keys.get(b)));
        if (found != compare(items, rows.get(a), rows.get(b))) {
          fail(items + " of " + Arrays.toString(rows.get(a)) + Arrays.toString(rows.get(b)));
        }
      }
    }
    assertHolds(query, keys, rows);
  }

  private static Query query(List<Item> items) {
    String order = items.stream().map(Item::sql).collect(Collectors.joining(", "));
    QueryText text =
        new QueryText(
            Optional.empty(),
            Optional.of(String.join(", ", COLUMNS)),
            List.of("count(*) AS size"),
            Optional.empty(),
            order.isEmpty() ? Optional.empty() : Optional.of(order),
            OptionalLong.of(5));
    return Query.bind(text, RandomTable.SCHEMA);
  }

  /** Some twice, some that differ in one column alone. */
  private static List<Object[]> rows(Random random) {
    List<Object[]> rows = new ArrayList<>();
    for (Object[] cells : RandomTable.rows(ROWS / 3, random)) {
      Object[] row = Arrays.copyOf(cells, cells.length + 1);
      row[cells.length] = (long) random.nextInt(3);
      Object[] other = row.clone();
      int column = random.nextInt(COLUMNS.size());
      other[column] = RandomTable.rows(1, random).get(0)[column];
      Collections.addAll(rows, row, other, row);
    }
    return rows;
  }

  private static List<byte[]> encode(Query query, List<Object[]> rows) {
    Batch batch = Batches.of(query.result(), rows.toArray(new Object[0][]));
    RowKeyEncoder encoder = new RowKeyEncoder(query);
    encoder.begin(batch);
    List<byte[]> keys = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      BytesOutput key = new BytesOutput();
      encoder.encode(row, key);
      keys.add(Arrays.copyOf(key.bytes(), key.length()));
    }
    return keys;
  }

  private static void assertHolds(Query query, List<byte[]> keys, List<Object[]> rows) {
    Batch decoded = new Batch(query.result());
    RowKeyDecoder decoder = new RowKeyDecoder(decoded);
    for (byte[] key : keys) {
      decoder.decode(Arrays.copyOf(key, key.length + 3), key.length, decoded.size());
      decoded.setSize(decoded.size() + 1);
    }
    Batch expected = Batches.of(query.result(), rows.toArray(new Object[0][]));
    assertThat(Batches.lines(decoded)).isEqualTo(Batches.lines(expected));
    double[] reals = ((DoubleVector) decoded.column(COLUMNS.indexOf("x"))).values();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row)[COLUMNS.indexOf("x")] instanceof Double real) {
        assertThat(reals[row]).isEqualTo(real); // Tells -0.0 from 0.0, as equals does.
      }
    }
  }

  private static int compare(List<Item> items, Object[] a, Object[] b) {
    for (Item item : items) {
      int order = item.compare(a[item.column()], b[item.column()]);
      if (order != 0) {
        return Integer.signum(order);
      }
    }
    Comparator<Object> exactly =
        Comparator.nullsFirst((Object x, Object y) -> RowKeyPropertyTest.compare(x, y, true));
    return Integer.signum(Arrays.compare(a, b, exactly));
  }

  private static int compare(Object a, Object b, boolean exactly) {
    if (a instanceof Double real && b instanceof Double other) {
      return exactly
          ? real.compareTo(other)
          : Double.compare(real == 0 ? 0.0 : real, other == 0 ? 0.0 : other);
    }
    if (a instanceof Long number && b instanceof Long other) {
      return number.compareTo(other);
    }
    if (a instanceof BigInteger number && b instanceof BigInteger other) {
      return number.compareTo(other);
    }
    return Arrays.compareUnsigned(bytes(a), bytes(b));
  }

  private static byte[] bytes(Object cell) {
    return cell instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) cell;
  }
}
