package io.holdfast.input.text;

import io.holdfast.record.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Words found in a megabyte of text, as slices of the buffer and as Hadoop's example finds them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WordFinderBenchmark {
  private static final int BYTES = 1 << 20;

  @Param({"ascii", "accents"})
  private String text;

  private byte[] bytes;
  private final int[] starts = new int[Batch.MAX_ROWS];
  private final int[] lengths = new int[Batch.MAX_ROWS];

  @Setup
  public void write() {
    Random random = new Random(1);
    StringBuilder words = new StringBuilder();
    while (words.length() < BYTES) {
      for (int letters = 1 + random.nextInt(9); letters > 0; letters--) {
        boolean accent = text.equals("accents") && random.nextInt(4) == 0;
        words.append(accent ? 'é' : (char) ('a' + random.nextInt(26)));
      }
      words.append(random.nextInt(12) == 0 ? '\n' : ' ');
    }
    bytes = words.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Nanoseconds a kilobyte. */
  @Benchmark
  @OperationsPerInvocation(BYTES >> 10)
  public long slices() throws IOException {
    ByteWindow window = new ByteWindow(new ByteArrayInputStream(bytes), 0, bytes.length + 1);
    window.slide(0);
    WordFinder finder = new WordFinder(Separators.UNICODE, window, bytes.length);
    long found = 0;
    while (!finder.isFinished()) {
      found += finder.scan(starts, lengths);
    }
    return found;
  }

  /** Nanoseconds a kilobyte. */
  @Benchmark
  @OperationsPerInvocation(BYTES >> 10)
  public long strings() {
    long found = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      StringTokenizer words = new StringTokenizer(line);
      while (words.hasMoreTokens()) {
        found += words.nextToken().length() > 0 ? 1 : 0;
      }
    }
    return found;
  }
}
