package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.OutputFacts;
import io.holdfast.fault.FaultDrill.Clean;
import io.holdfast.fault.shell.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppState;
import org.awaitility.Awaitility;

/** A row of the fault matrix, said as one sentence: what strikes, and what must come of it. */
final class FaultCase {
  private static final List<String> NO_RETRIES =
      List.of("--max-attempts", "1", "--no-speculation", "-D", "mapreduce.am.max-attempts=1");

  private static final int CONFLICT = 4;

  /** From here on exit codes are what a shell makes of signals. */
  private static final int SIGNAL = 128;

  private static final int KILLED = SIGNAL + 9;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern FIVE_LINES =
      Pattern.compile("\\[.+\\].+\n  where: .+\n  why: .+\n  tries: .+\n  next: .+\n");

  private final FaultDrill drill;
  private final String row;
  private final Subject subject;
  private final List<String> options = new ArrayList<>(List.of("--no-speculation"));
  private List<Fault> faults = List.of();
  private Nemesis nemesis = Nemesis.NONE;
  private CompletableFuture<String> control;
  private volatile RMApp died;
  private boolean replaces;

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

  /** Lets the run replace an output that is there: the clean run's. */
  FaultCase replacing() {
    replaces = true;
    return options("--if-exists", "replace");
  }

  /** Expects that nothing ends the job where no second attempt is started beside the first. */
  FaultCase lastsWithoutSpeculation(Duration time) throws Exception {
    FaultedRun run = start(List.of("--no-speculation"));
    run.assertLasts(time);
    died = run.job();
    return this;
  }

  /** Expects that the faults are fatal where nothing is tried twice; runs beside the other run. */
  FaultCase killsTheJobWithoutRetries(String... more) throws Exception {
    drill.clean(subject); // First, for its time.
    List<String> all = new ArrayList<>(NO_RETRIES);
    Collections.addAll(all, more);
    control = drill.beside(() -> dies(all));
    if (drill.runsAlone()) {
      control.join();
    }
    return this;
  }

  private String dies(List<String> noRetries) {
    try {
      FaultedRun run = start(noRetries);
      run.await();
      int last = faults.size() - 1; // An earlier one may come too late: the job has ended.
      assertThat(run.struck()).as("%s\n%s", faults, run.outcome().err()).contains(last);
      assertThat(run.outcome().exitCode()).as("no retries:\n%s", run.outcome().err()).isNotZero();
      assertThat(OutputFacts.names(drill.files(), run.output().getParent())).isEmpty();
      died = run.job();
      return "exit code " + run.outcome().exitCode();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /**
   * Expects the clean run's bytes, and these attempts in the job's history.
   *
   * @param attempts a regular expression for {@link JobHistory#summary()}
   */
  Recovery recovers(String attempts) throws Exception {
    Clean clean = drill.clean(subject);
    FaultedRun run = run(options);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isZero();
    Clean after = Clean.of(drill.files(), run.output(), run.took());
    clean.assertSame(after);
    assertThat(after.runId()).isNotEqualTo(clean.runId());
    JobHistory history = JobHistory.read(drill.cluster(), run.job().getApplicationId());
    assertThat(history.summary()).as("%s\n%s", history, run.outcome().err()).matches(attempts);
    report(run, attempts, history.summary());
    return new Recovery(run, history, clean).tellsOfEachFailure();
  }

  /** Expects the exit code, of a cluster five lines, these words in them, and no output. */
  FaultedRun fails(int exitCode, String... words) throws Exception {
    FaultedRun run = run(options);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(exitCode);
    assertThat(run.report()).as("what was told last").contains(words);
    if (run.job() != null && exitCode < SIGNAL) {
      assertThat(run.report()).matches(FIVE_LINES);
    }
    assertThat(OutputFacts.names(drill.files(), run.output().getParent())).isEmpty();
    report(run, "exit code " + exitCode, "exit code " + exitCode);
    return run;
  }

  /** Expects the clean run's bytes where the driver was killed and nobody waits for them. */
  void outlivesItsDriver(String attempts) throws Exception {
    Clean clean = drill.clean(subject);
    FaultedRun run = run(options);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(KILLED);
    Awaitility.await("end of a job without a driver")
        .atMost(PATIENCE)
        .until(() -> run.job().getState() == RMAppState.FINISHED);
    clean.assertSame(Clean.of(drill.files(), run.output(), run.took()));
    JobHistory history = JobHistory.read(drill.cluster(), run.job().getApplicationId());
    assertThat(history.summary()).as("%s", history).matches(attempts);
    report(run, attempts, history.summary());
  }

  /**
   * Expects the clean run's bytes where the driver was killed and another goes on.
   *
   * @param jobs how many both together must have submitted
   * @param words that the second driver must tell
   */
  void isResumed(boolean attaches, int jobs, String... words) throws Exception {
    Clean clean = drill.clean(subject);
    int before = drill.cluster().jobs();
    Resumer resumer = new Resumer(subject, attaches);
    FaultedRun run = meanwhile(resumer).run(options);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(KILLED);
    Outcome outcome = resumer.await(drill.cluster(), run);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains(words);
    clean.assertSame(Clean.of(drill.files(), run.output(), run.took()));
    assertThat(drill.cluster().jobs()).as(outcome.err()).isEqualTo(before + jobs);
    report(run, jobs + " jobs", jobs + " jobs");
  }

  /** Expects the clean run's bytes although the job cannot say that it has succeeded. */
  void publishes(String... words) throws Exception {
    assertThat(leaves(0, words).runId()).isNotEqualTo(drill.clean(subject).runId());
  }

  /** Expects that the output which was to be replaced is what it was. */
  void keepsTheOldOutput(int exitCode, String... words) throws Exception {
    assertThat(leaves(exitCode, words).runId()).isEqualTo(drill.clean(subject).runId());
  }

  /** Expects that another run has published, whose id the message tells behind these words. */
  void losesTo(SecondDriver winner, String words) throws Exception {
    String published = meanwhile(winner).leaves(CONFLICT, words).runId();
    assertThat(winner.loser().report()).contains(words + published);
  }

  private Clean leaves(int exitCode, String... words) throws Exception {
    FaultedRun run = run(options);
    assertThat(run.outcome().exitCode()).as(run.outcome().err()).isEqualTo(exitCode);
    assertThat(run.outcome().err()).contains(words);
    Clean left = Clean.of(drill.files(), run.output(), run.took());
    drill.clean(subject).assertSame(left);
    report(run, "exit code " + exitCode, "exit code " + exitCode);
    return left;
  }

  private void report(FaultedRun run, String expected, String seen) throws Exception {
    String without = control == null ? "" : control.join();
    FaultReport.add(row, expected, seen, run.took(), drill.clean(subject).took(), without);
    drill.expectNothingLeft(run.job(), died);
  }

  private FaultedRun run(List<String> more) throws Exception {
    FaultedRun run = start(more);
    run.await();
    assertThat(run.haveStruck())
        .as("%s all struck, got %s\n%s", faults, run.struck(), run.outcome().err())
        .isTrue();
    return run;
  }

  private FaultedRun start(List<String> more) throws Exception {
    Path directory = drill.nextDirectory();
    Path output = FaultedRun.output(directory);
    List<String> command = new ArrayList<>(FaultedRun.options(faults, directory));
    command.addAll(subject.options());
    command.addAll(more);
    command.addAll(List.of("--tag", directory.getName()));
    command.addAll(List.of(subject.input().toString(), output.toString()));
    drill.files().mkdirs(output.getParent());
    if (replaces) {
      FileSystem files = drill.files();
      FileUtil.copy(files, drill.clean(subject).output(), files, output, false, files.getConf());
    }
    return new FaultedRun(drill.cluster(), command, faults, nemesis, directory);
  }
}
