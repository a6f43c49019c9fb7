package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.OutputFacts;
import io.holdfast.fault.FaultDrill.Clean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 46: the same rows for any splits, any reducers, and however often the combiner runs. */
@ExtendWith(DrillExtension.class)
class CombinationIT {
  private static final Map<String, List<String>> SETTINGS =
      Map.of(
          "not at all",
          List.of(),
          "to no effect",
          set(
              "mapreduce.job.combine.class=org.apache.hadoop.mapreduce.Reducer",
              "holdfast.map.table-bytes=1000"),
          "once",
          set("holdfast.map.table-bytes=1000", "mapreduce.map.combine.minspills=1"),
          // Hadoop's own: spills of a few kilobytes, each combined, and again as they are merged.
          "often",
          set(
              "mapreduce.job.map.output.collector.class="
                  + "org.apache.hadoop.mapred.MapTask$MapOutputBuffer",
              "mapreduce.task.io.sort.mb=1",
              "mapreduce.map.sort.spill.percent=0.005",
              "mapreduce.map.combine.minspills=1",
              "holdfast.map.table-bytes=1000"));

  private final FaultDrill drill;

  CombinationIT(FaultDrill drill) {
    this.drill = drill;
  }

  @ParameterizedTest
  @CsvSource({"3, 5, often", "7, 50, not at all"})
  void underTheLocalJobRunner(int reducers, int maps, String combiner) throws Exception {
    run(reducers, maps, combiner, List.of("-D", "mapreduce.framework.name=local"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, to no effect", "2, 4, once"})
  @Tag("matrix")
  void moreUnderTheLocalJobRunner(int reducers, int maps, String combiner) throws Exception {
    run(reducers, maps, combiner, List.of("-D", "mapreduce.framework.name=local"));
  }

  @ParameterizedTest
  @CsvSource({"3, 2, often", "1, 1, to no effect", "2, 4, once", "7, 50, not at all"})
  @Tag("matrix")
  void onTheCluster(int reducers, int maps, String combiner) throws Exception {
    Path output = run(reducers, maps, combiner, List.of());

    RMApp job = drill.cluster().job(output.getParent().getParent().getName());
    JobHistory history = JobHistory.read(drill.cluster(), job.getApplicationId());
    assertThat(history.summary())
        .isEqualTo("maps " + maps + " succeeded; reduces " + reducers + " succeeded");
    long sent = history.counter(TaskCounter.MAP_OUTPUT_RECORDS);
    long combined = history.counter(TaskCounter.COMBINE_INPUT_RECORDS);
    switch (combiner) {
      case "often" -> assertThat(combined).isGreaterThan(sent);
      case "once" -> assertThat(combined).isEqualTo(sent);
      case "to no effect" -> // What ran gave back what it got.
          assertThat(history.counter(TaskCounter.COMBINE_OUTPUT_RECORDS))
              .isEqualTo(combined)
              .isPositive();
      default -> assertThat(combined).isZero();
    }
  }

  private static List<String> set(String... settings) {
    return Stream.of(settings).flatMap(setting -> Stream.of("-D", setting)).toList();
  }

  private Path run(int reducers, int maps, String combiner, List<String> options) throws Exception {
    Subject subject = Subject.readings(drill.files(), maps, reducers);
    Path directory = drill.nextDirectory();
    Path output = FaultedRun.output(directory);
    List<String> command = new ArrayList<>(options);
    command.addAll(subject.options());
    command.addAll(List.of("--no-speculation", "--tag", directory.getName()));
    command.addAll(SETTINGS.get(combiner));
    command.addAll(List.of(subject.input().toString(), output.toString()));
    long began = System.nanoTime();

    Outcome outcome = drill.cluster().hadoopJar().run(command.toArray(new String[0]));

    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(OutputFacts.assertAlone(drill.files(), output).reducers()).isEqualTo(reducers);
    Clean clean = drill.clean(Subject.readings(drill.files(), 3));
    assertThat(sorted(OutputFacts.parts(drill.files(), output).values()))
        .isEqualTo(sorted(clean.parts().values()));
    String what = "46: " + reducers + " reducers, " + maps + " maps, combined " + combiner;
    FaultReport.add(what, "same rows", "same rows", took, clean.took(), "");
    return output;
  }

  private static String sorted(Iterable<String> parts) {
    return String.join("", parts).lines().sorted().collect(Collectors.joining("\n"));
  }
}
