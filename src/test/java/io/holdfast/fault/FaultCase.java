package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.OutputFacts;
import io.holdfast.fault.FaultDrill.Clean;
import io.holdfast.fault.shell.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** A row of the fault matrix, said as one sentence: what strikes, and what must come of it. */
final class FaultCase {
  private static final List<String> NO_RETRIES =
      List.of("--max-attempts", "1", "--no-speculation", "-D", "mapreduce.am.max-attempts=1");

  private final FaultDrill drill;
  private final String row;
  private final Subject subject;
  private final List<String> options = new ArrayList<>(List.of("--no-speculation"));
  private List<Fault> faults = List.of();
  private Nemesis nemesis = Nemesis.NONE;

  FaultCase(FaultDrill drill, String row, Subject subject) {
    this.drill = drill;
    this.row = row;
    this.subject = subject;
  }

  /** These faults strike. */
  FaultCase with(Fault... planned) {
    faults = List.of(planned);
    return this;
  }

  /** While what they hold up waits, the test itself does something. */
  FaultCase meanwhile(Nemesis act) {
    nemesis = act;
    return this;
  }

  /** Adds options, for the run with retries. */
  FaultCase options(String... more) {
    Collections.addAll(options, more);
    return this;
  }

  FaultCase withSpeculation() {
    options.remove("--no-speculation");
    return this;
  }

  /** Expects that the faults are fatal where nothing is tried twice. */
  FaultCase killsTheJobWithoutRetries(String... more) throws Exception {
    List<String> all = new ArrayList<>(NO_RETRIES);
    Collections.addAll(all, more);
    Path directory = drill.nextDirectory();
    FaultedRun run = run(all, directory);
    assertThat(run.outcome().exitCode()).as("without retries\n%s", run.outcome().err()).isNotZero();
    assertThat(OutputFacts.names(drill.files(), run.output().getParent())).isEmpty();
    drill.cluster().restoreNodes();
    return this;
  }

  /**
   * Expects the clean run's bytes, and these attempts in the job's history.
   *
   * @param attempts a regular expression for {@link JobHistory#summary()}
   */
  Recovery recovers(String attempts) throws Exception {
    Clean clean = drill.clean(subject);
    Path directory = drill.nextDirectory();
    FaultedRun run = run(options, directory);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isZero();
    clean.assertSame(Clean.of(drill.files(), run.output(), run.took()));
    JobHistory history = JobHistory.read(drill.cluster(), run.job().getApplicationId());
    FaultReport.add(row, attempts, history.summary(), run.took(), clean.took());
    assertThat(history.summary()).as("%s\n%s", history, run.outcome().err()).matches(attempts);
    Leftovers.assertNone(drill.cluster(), run.job());
    drill.cluster().restoreNodes();
    return new Recovery(run, history, clean);
  }

  /** Expects the exit code, these words in the message, and nothing left. */
  FaultedRun fails(int exitCode, String... words) throws Exception {
    Path directory = drill.nextDirectory();
    FaultedRun run = run(options, directory);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(exitCode);
    assertThat(run.outcome().err()).contains(words);
    assertThat(OutputFacts.names(drill.files(), run.output().getParent())).isEmpty();
    FaultReport.add(row, "fails", "fails", run.took(), drill.clean(subject).took());
    Leftovers.assertNone(drill.cluster(), run.job());
    drill.cluster().restoreNodes();
    return run;
  }

  /** Expects the clean run's bytes from a job that has no time to say that it has succeeded. */
  void publishes() throws Exception {
    Clean clean = drill.clean(subject);
    FaultedRun run = run(options, drill.nextDirectory());
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isZero();
    clean.assertSame(Clean.of(drill.files(), run.output(), run.took()));
    FaultReport.add(row, "same", "same", run.took(), clean.took());
    Leftovers.assertNone(drill.cluster(), run.job());
  }

  /** Expects that another run's output stays, and that this one is refused. */
  void losesTo(SecondDriver winner) throws Exception {
    Clean clean = drill.clean(subject);
    FaultedRun run = meanwhile(winner).run(options, drill.nextDirectory());
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(4);
    clean.assertSame(Clean.of(drill.files(), run.output(), run.took()));
    FaultReport.add(row, "one wins", "one wins", run.took(), clean.took());
    Leftovers.assertNone(drill.cluster(), run.job());
  }

  private FaultedRun run(List<String> more, Path directory) throws Exception {
    List<String> command = new ArrayList<>(FaultedRun.options(faults, directory));
    command.addAll(subject.options());
    command.addAll(more);
    command.addAll(List.of("--tag", directory.getName()));
    command.addAll(List.of(subject.input().toString(), FaultedRun.output(directory).toString()));
    drill.files().mkdirs(new Path(directory, "result"));
    FaultedRun run = new FaultedRun(drill.cluster(), command, faults, nemesis, directory);
    run.await();
    assertThat(run.struck())
        .as("faults that struck, of %s\n%s", faults, run.outcome().err())
        .containsAll(numbers());
    return run;
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      numbers.add(i);
    }
    return numbers;
  }
}
