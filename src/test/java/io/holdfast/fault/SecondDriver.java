package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import io.holdfast.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;

/** Another run, from its start to its end, with the output that the first one wants. */
final class SecondDriver implements Nemesis {
  private final Subject subject;
  private FaultedRun loser;

  SecondDriver(Subject subject) {
    this.subject = subject;
  }

  /** Returns the run whose output it took. */
  FaultedRun loser() {
    return loser;
  }

  @Override
  public void act(TestCluster cluster, FaultedRun run) throws Exception {
    loser = run;
    List<String> command = new ArrayList<>(subject.options());
    command.addAll(List.of(subject.input().toString(), run.output().toString()));
    Outcome outcome = cluster.hadoopJar().run(command.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }
}
