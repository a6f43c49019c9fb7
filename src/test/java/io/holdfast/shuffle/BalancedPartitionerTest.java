package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fixture.RandomTable;
import io.holdfast.query.QueryMessage;
import io.holdfast.query.QueryText;
import io.holdfast.shuffle.Placement.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancedPartitionerTest {
  /** With fewer reducers than keys were placed for, as a wave of many has, each still has one. */
  @ParameterizedTest
  @CsvSource({"d, 10, 7", "dz, 10, 7", "m, 10, 9", "d, 3, 1", "m, 3, 0", "d, 1, 0"})
  void sendsKeysWhereTheyArePlaced(String word, int reducers, int expected) {
    Placement placement =
        new Placement(
            List.of(
                new Range(key("d"), 7, Placement.WHOLE), new Range(key("m"), 9, Placement.WHOLE)));
    Configuration conf = new Configuration(false);
    QueryText query =
        new QueryText(
            Optional.empty(),
            Optional.of("name"),
            List.of("count(*)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
    QueryConfiguration.write(conf, new QueryMessage(query, RandomTable.SCHEMA));
    placement.write(conf);
    BalancedPartitioner partitioner = new BalancedPartitioner();
    partitioner.setConf(conf);
    GroupKey key = new GroupKey();
    key.set(key(word), 0, key(word).length);
    assertThat(partitioner.getPartition(key, null, reducers)).isEqualTo(expected);
  }

  private static byte[] key(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }
}
