package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.query.Query;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Column;
import io.holdfast.record.Place;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.BadRecord;
import io.holdfast.shuffle.Cost;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.KeyEncoder;
import io.holdfast.shuffle.KeyHash;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.Placement;
import io.holdfast.shuffle.Placement.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementPlannerPropertyTest {
  private static final Schema SOURCE =
      Schema.of(new Column("g", Type.TEXT), new Column("x", Type.TEXT), new Column("y", Type.TEXT));

  private final Batch row = new Batch(SOURCE, 1);

  private static Query query(String... calls) {
    QueryText text =
        new QueryText(
            Optional.empty(),
            Optional.of("g"),
            List.of(calls),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
    return Query.bind(text, SOURCE);
  }

  /** Any bytes, also zeros and 0xff, of any length, also none. */
  private Vector text(int column, String value) {
    BytesVector vector = (BytesVector) row.column(column);
    vector.clear();
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    vector.append(0, bytes, 0, bytes.length);
    return vector;
  }

  private byte[] group(String name) {
    BytesOutput out = new BytesOutput();
    OrderedKeys.encodeGroup(new KeyEncoder(text(0, name)), 0, out);
    return Arrays.copyOf(out.bytes(), out.length());
  }

  private byte[] value(byte[] group, int argument, String value) {
    GroupKey key = new GroupKey();
    key.set(group, 0, group.length);
    BytesOutput encoded = new BytesOutput();
    KeyEncoder.encodeLast(text(1, value), 0, encoded);
    BytesOutput out = new BytesOutput();
    OrderedKeys.encodeValue(key, argument, encoded.bytes(), 0, encoded.length(), out);
    return Arrays.copyOf(out.bytes(), out.length());
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append("\u0000\u0001\u00fe\u00ffab".charAt(random.nextInt(6)));
    }
    return text.toString();
  }

  private static ToIntFunction<GroupKey> byGroup(Query query, int reducers) {
    OrderedKeys layout = new OrderedKeys(query);
    return key ->
        (int)
            Math.floorMod(
                KeyHash.hash(key.bytes(), key.start(), layout.groupLength(key)), (long) reducers);
  }

  /**
   * However many values groups have: groups are whole or sliced, and reducers have about as much.
   */
  @Property(tries = 100)
  void theHeaviestGetsLittleMoreThanTheMean(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int reducers) {
    Random random = new Random(seed);
    Query query = query("count(distinct x)", "count(distinct y)");
    Map<byte[], byte[]> groups = new HashMap<>();
    TreeSet<byte[]> sample = new TreeSet<>(Arrays::compareUnsigned);
    double skew = random.nextDouble() * 2;
    int count = 1 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      byte[] group = group(random(random) + i);
      sample.add(group);
      int values = (int) (20_000 * Math.pow(i + 1, -skew) / count);
      for (int v = 0; v < values; v++) {
        byte[] key = value(group, random.nextInt(10) == 0 ? 1 : 0, random(random) + v);
        sample.add(key);
        groups.put(key, group);
      }
    }
    ToIntFunction<GroupKey> spread = byGroup(query, reducers);
    PlacementPlanner planner = new PlacementPlanner(query, sample, reducers);
    Placement placement = planner.plan(spread);

    if (sample.size() > 200 * reducers) {
      assertThat(planner.skew(placement, spread)).as("%d reducers", reducers).isLessThan(1.2);
    }
    assertGroupsAreWholeOrSliced(placement, groups, spread);
    assertOthersAreSpread(placement);
    Configuration conf = new Configuration(false);
    placement.write(conf);
    assertThat(Placement.read(conf).text()).isEqualTo(placement.text());
  }

  /** Values in the order of a file of which a few were read at each of 256 places. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 60, 100})
  void valuesBetweenThePlacesOfASampleAreSlicedEvenlyToo(int reducers) {
    int places = 256;
    int apart = 400;
    Query query = query("count(distinct x)");
    byte[] group = group("g");
    List<byte[]> all = new ArrayList<>();
    List<byte[]> sample = new ArrayList<>(List.of(group));
    for (int i = 0; i < places * apart; i++) {
      all.add(value(group, 0, String.format("%06d", i)));
      if (i % apart < 100) {
        sample.add(all.get(i));
      }
    }
    ToIntFunction<GroupKey> spread = byGroup(query, reducers);
    Placement placement = new PlacementPlanner(query, sample, reducers).plan(spread);
    PlacementPlanner whole = new PlacementPlanner(query, all, reducers);
    assertThat(whole.skew(placement, spread)).isLessThanOrEqualTo(1.2);
  }

  private static void assertOthersAreSpread(Placement placement) {
    BytesOutput bad = new BytesOutput();
    new BadRecord(Place.inText("a", 1), 1, "", new byte[0]).writeKey(bad);
    for (byte[] bytes :
        List.of(new byte[0], Cost.key(), Arrays.copyOf(bad.bytes(), bad.length()))) {
      GroupKey key = new GroupKey();
      key.set(bytes, 0, bytes.length);
      assertThat(placement.reducer(key)).isEqualTo(Placement.SPREAD);
      assertThat(placement.slice(key)).isNegative();
    }
  }

  private static void assertGroupsAreWholeOrSliced(
      Placement placement, Map<byte[], byte[]> groups, ToIntFunction<GroupKey> spread) {
    Map<String, Integer> homes = new HashMap<>();
    Map<Integer, String> runs = new HashMap<>();
    List<Range> ranges = placement.ranges();
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(Arrays.compareUnsigned(ranges.get(i - 1).from(), ranges.get(i).from()))
          .isNegative();
    }
    groups.forEach(
        (bytes, group) -> {
          GroupKey key = new GroupKey();
          key.set(bytes, 0, bytes.length);
          int found = placement.find(key);
          Range range = found < 0 ? null : ranges.get(found);
          String argument = Arrays.toString(Arrays.copyOf(bytes, group.length - 1));
          argument += bytes[group.length - 1];
          if (range != null && range.isSlice()) {
            assertThat(runs.putIfAbsent(range.run(), argument)).isIn(null, argument);
          } else {
            int home =
                range == null || range.reducer() == Placement.SPREAD
                    ? spread.applyAsInt(key)
                    : range.reducer();
            Integer other = homes.putIfAbsent(Arrays.toString(group), home);
            assertThat(other).isIn(null, home);
          }
        });
  }

  /** Of a query without ordered values whole keys are groups, and one may begin as another. */
  @Property(tries = 40)
  void wholeKeysArePlacedOneByOne(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int reducers) {
    Random random = new Random(seed);
    TreeSet<byte[]> sample = new TreeSet<>(Arrays::compareUnsigned);
    for (int i = 1 + random.nextInt(50); i > 0; i--) {
      BytesOutput out = new BytesOutput();
      new KeyEncoder(text(0, random(random))).encode(0, out);
      sample.add(Arrays.copyOf(out.bytes(), out.length()));
    }
    List<byte[]> keys = new ArrayList<>(sample);
    PlacementPlanner planner = new PlacementPlanner(query("count(*)"), keys, reducers);
    Placement placement = planner.plan(key -> 0);
    int[] loads = new int[reducers];
    GroupKey key = new GroupKey();
    for (byte[] bytes : keys) {
      key.set(bytes, 0, bytes.length);
      Range range = placement.ranges().get(placement.find(key));
      assertThat(range.from()).isEqualTo(bytes);
      loads[range.reducer()]++;
    }
    int most = Arrays.stream(loads).max().orElseThrow();
    assertThat(most).isLessThanOrEqualTo((keys.size() + reducers - 1) / reducers);
  }
}
