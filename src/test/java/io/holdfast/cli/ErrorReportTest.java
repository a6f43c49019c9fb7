package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void printsTheDetailsBelowTheFirstLine() {
    HoldfastException told =
        new HoldfastException(ErrorKind.BUG, "[a @ 1] b", new IOException("c"), List.of("why: d"));
    assertThat(ErrorReport.print(told, false, err)).isEqualTo(70);
    assertThat(printed()).containsExactly("[a @ 1] b", "  why: d");
  }

  @Test
  void printsTheStackBelowTheDetailsWhenVerbose() {
    HoldfastException told =
        new HoldfastException(ErrorKind.DATA, "[a @ 1] b", new IOException("c"), List.of("why: d"));
    assertThat(ErrorReport.print(told, true, err)).isEqualTo(3);
    assertThat(printed())
        .startsWith("[a @ 1] b", "  why: d")
        .contains("Caused by: java.io.IOException: c");
  }

  @Test
  void saysThatSomethingIsABugWhereNothingElseDoes() {
    assertThat(ErrorReport.print(new IllegalStateException("odd"), false, err)).isEqualTo(70);
    assertThat(printed()).hasSize(2).last().asString().startsWith("This is a bug");
  }

  private List<String> printed() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
