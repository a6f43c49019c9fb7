package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.Keys;
import io.holdfast.input.SourceFormat;
import io.holdfast.query.QueryText;
import io.holdfast.shuffle.RunCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All waves together have no more parts than a driver can list. */
class ManyWavesTest {
  private static final int WAVES = 1000;

  @TempDir private java.nio.file.Path folder;

  /** States that come in another order than the merge's own are sorted. */
  @ParameterizedTest
  @CsvSource({"3, 3, true", "100, 100, true", "101, 100, false", "10000, 100, false"})
  void haveReducersByTheirNumber(int reducers, int ofWave, boolean passes) throws IOException {
    java.nio.file.Path input = Files.writeString(folder.resolve("in"), "word ".repeat(WAVES));
    Configuration conf = new Configuration();
    conf.setLong(Keys.WAVE_BYTES.name(), "word ".length());
    JobPlan plan = JobPlan.of(request(new Path(input.toUri()), reducers), conf);
    List<Stage> stages = StageList.of(plan, conf);
    assertThat(stages).hasSize(WAVES + 1);
    Job wave = stages.get(WAVES - 1).createJob(new Configuration(conf));
    Job merge = stages.get(WAVES).createJob(new Configuration(conf));
    assertThat(stages.get(WAVES - 1).reducers()).isEqualTo(ofWave);
    assertThat(wave.getNumReduceTasks()).isEqualTo(ofWave);
    assertThat(merge.getNumReduceTasks()).isEqualTo(reducers);
    assertThat(RunCollector.isUsed(wave.getConfiguration())).isTrue();
    assertThat(RunCollector.isUsed(merge.getConfiguration())).isEqualTo(passes);
  }

  private RunRequest request(Path input, int reducers) {
    return new RunRequest(
        SourceFormat.TEXT,
        new QueryText(
            Optional.empty(),
            Optional.of("word"),
            List.of("count(*)"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty()),
        List.of(input),
        new Path(folder.resolve("out").toUri()),
        OptionalInt.of(reducers),
        Partitioning.AUTO,
        false,
        IfExists.FAIL,
        Optional.empty(),
        false,
        false);
  }
}
