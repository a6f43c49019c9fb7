package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.NanPolicy;
import io.holdfast.fixture.RandomTable;
import io.holdfast.query.QueryText;
import io.holdfast.shuffle.FlowCounter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The promise, without Hadoop: same rows, query and reducers, same bytes. */
class SameBytesPropertyTest {
  private static final int MAX_ROWS = 200;
  private static final int RUNS = 3;
  private static final int[] REDUCERS = {1, 3, 7};

  @Property(tries = 100)
  void chanceDoesNotMatter(@ForAll long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    QueryText query = RandomQuery.next(random);
    List<Object[]> rows = RandomTable.rows(random.nextInt(MAX_ROWS), random);
    NanPolicy nans = random.nextBoolean() ? NanPolicy.PROPAGATE : NanPolicy.SKIP;
    List<String> expectedLines = null;
    Map<FlowCounter, Long> expectedCounts = null;
    for (int reducers : REDUCERS) {
      List<String> expectedParts = null;
      for (int run = 0; run < RUNS; run++) {
        MemoryJob job = new MemoryJob(query, RandomTable.SCHEMA, nans, random);
        List<String> parts = job.run(rows, reducers);
        assertThat(job.counts()).containsEntry(FlowCounter.RECORDS_IN, (long) rows.size());
        expectedCounts = expectedCounts == null ? job.counts() : expectedCounts;
        assertThat(job.counts()).as("%s", query).isEqualTo(expectedCounts);
        expectedParts = expectedParts == null ? parts : expectedParts;
        assertThat(parts).as("%s", query).isEqualTo(expectedParts);
      }
      List<String> lines = expectedParts.stream().flatMap(part -> part.lines()).sorted().toList();
      expectedLines = expectedLines == null ? lines : expectedLines;
      assertThat(lines).as("%s, %d reducers", query, reducers).isEqualTo(expectedLines);
    }
  }
}
