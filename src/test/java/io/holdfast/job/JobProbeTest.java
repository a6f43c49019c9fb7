package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of questions that nobody answers. */
class JobProbeTest {
  private static final Duration LONG = Duration.ofHours(1);

  private boolean masterAnswers;
  private boolean managerAnswers = true;
  private boolean over;

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "SUCCEEDED", "FAILED"})
  void believesTheJob(JobState state) {
    JobProbe probe =
        new JobProbe(
            () -> state,
            () -> {
              throw new AssertionError("nobody else need be asked");
            },
            LONG);
    assertThat(probe.ask()).isEqualTo(state);
  }

  @Test
  void waitsWhileTheResourceManagerSaysThatItRuns() {
    JobProbe probe = probe(Duration.ZERO);
    for (int i = 0; i < 10; i++) {
      assertThat(probe.ask()).isEqualTo(JobState.RUNNING);
    }
    masterAnswers = true;
    assertThat(probe.ask()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void givesTheJobHistoryAMomentAndThenKnowsTheEndAlone() {
    over = true;
    JobProbe probe = probe(Duration.ZERO);
    assertThat(probe.ask()).isEqualTo(JobState.RUNNING);
    assertThat(probe.ask()).isEqualTo(JobState.RUNNING);
    assertThat(probe.ask()).isEqualTo(JobState.ENDED);

    JobProbe late = probe(Duration.ZERO);
    assertThat(late.ask()).isEqualTo(JobState.RUNNING);
    masterAnswers = true;
    assertThat(late.ask()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void givesUpWhereNobodyAnswersForTooLong() {
    managerAnswers = false;
    JobProbe patient = probe(LONG);
    for (int i = 0; i < 10; i++) {
      assertThat(patient.ask()).isEqualTo(JobState.RUNNING);
    }
    JobProbe impatient = probe(Duration.ZERO);
    assertThat(impatient.ask()).isEqualTo(JobState.SILENT);
    assertThat(impatient.failure()).hasMessage("no resource manager");
  }

  private JobProbe probe(Duration patience) {
    return new JobProbe(
        () -> {
          if (masterAnswers) {
            return JobState.SUCCEEDED;
          }
          throw new IOException("no master");
        },
        () -> {
          if (managerAnswers) {
            return over;
          }
          throw new YarnException("no resource manager");
        },
        patience);
  }
}
