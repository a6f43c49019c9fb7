package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.Batches;
import io.holdfast.fixture.RandomTable;
import io.holdfast.query.Query;
import io.holdfast.query.QueryMessage;
import io.holdfast.query.QueryText;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The partitioner itself, which no map-reduce test driver calls. */
class HashPartitionerTest {
  private final HashPartitioner partitioner = new HashPartitioner();

  @Test
  void aKeyGoesToTheSameReducerForEver() {
    // Written down once: a change would send tomorrow's keys to other parts than today's.
    assertThat(partition("the", 7)).isEqualTo(2);
    assertThat(partition("quick", 7)).isEqualTo(0);
    assertThat(partition("brown", 7)).isEqualTo(4);
    assertThat(partition("Straße", 7)).isEqualTo(0);
    assertThat(partition("", 7)).isEqualTo(0);
    assertThat(partition("a word that is longer than eight bytes", 7)).isEqualTo(5);
  }

  @Test
  void whereAKeyLiesInItsArrayDoesNotMatter() {
    byte[] wide = "..the.............".getBytes(StandardCharsets.UTF_8);
    wide[1] = KeyEncoder.PRESENT;
    GroupKey key = new GroupKey();
    key.set(wide, 1, 4);
    assertThat(partitioner.getPartition(key, null, 1000)).isEqualTo(partition("the", 1000));
  }

  @Test
  void theTallyGoesToTheFirstReducer() {
    assertThat(partitioner.getPartition(new GroupKey(), null, 5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name", "n", "price, name", "name, raw, big"})
  void theValuesOfAGroupGoWhereItGoes(String keys) {
    QueryText text =
        new QueryText(
            Optional.empty(),
            keys.isEmpty() ? Optional.empty() : Optional.of(keys),
            List.of("count(*), median(z), count(distinct name)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
    Configuration conf = new Configuration(false);
    QueryConfiguration.write(conf, new QueryMessage(text, RandomTable.SCHEMA));
    Query query = QueryConfiguration.read(conf);
    HashPartitioner ofQuery = new HashPartitioner();
    ofQuery.setConf(conf);
    Batch batch =
        Batches.of(
            RandomTable.SCHEMA, RandomTable.rows(200, new Random(1)).toArray(new Object[0][]));
    KeyEncoder group =
        new KeyEncoder(
            query.keys().stream()
                .map(key -> key.expression().evaluate(batch))
                .toArray(Vector[]::new));
    for (int row = 0; row < batch.size(); row++) {
      BytesOutput own = new BytesOutput();
      OrderedKeys.encodeGroup(group, row, own);
      for (int argument = 0; argument < 2; argument++) {
        Vector values = batch.column(argument == 0 ? 6 : 0);
        if (!values.isNull(row)) {
          BytesOutput value = new BytesOutput();
          BytesOutput last = new BytesOutput();
          KeyEncoder.encodeLast(values, row, last);
          OrderedKeys.encodeValue(key(own), argument, last.bytes(), 0, last.length(), value);
          assertThat(ofQuery.getPartition(key(value), null, 1000))
              .isEqualTo(ofQuery.getPartition(key(own), null, 1000));
          assertThat(argument(query, key(value))).isEqualTo(argument);
        }
      }
      assertThat(argument(query, key(own))).isEqualTo(-1);
    }
  }

  private static int argument(Query query, GroupKey key) {
    return OrderedKeys.argument(key, new OrderedKeys(query).groupLength(key));
  }

  private static GroupKey key(BytesOutput bytes) {
    GroupKey key = new GroupKey();
    key.set(bytes.bytes(), 0, bytes.length());
    return key;
  }

  @Test
  void numbersInARowAreSpreadEvenly() {
    for (int reducers : new int[] {2, 3, 7, 64, 1000}) {
      int[] load = new int[reducers];
      int perReducer = 1000;
      LongStream.range(0, (long) reducers * perReducer)
          .forEach(n -> load[partition("key" + n, reducers)]++);
      // Five standard deviations of a binomial: passes for a good hash, whatever the keys.
      double bound = perReducer + 5 * Math.sqrt(perReducer);
      assertThat((double) Arrays.stream(load).max().orElseThrow()).isLessThan(bound);
    }
  }

  private int partition(String text, int reducers) {
    byte[] word = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[word.length + 1];
    bytes[0] = KeyEncoder.PRESENT;
    System.arraycopy(word, 0, bytes, 1, word.length);
    GroupKey key = new GroupKey();
    key.set(bytes, 0, bytes.length);
    return partitioner.getPartition(key, null, reducers);
  }
}
