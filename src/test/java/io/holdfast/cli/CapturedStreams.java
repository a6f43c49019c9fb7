package io.holdfast.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands and keeps what they print. */
final class CapturedStreams {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs a command and returns its exit code. */
  int run(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    err.reset();
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return Main.run(words.toArray(new String[0]));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  /** Returns what the last command wrote to standard error. */
  String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
