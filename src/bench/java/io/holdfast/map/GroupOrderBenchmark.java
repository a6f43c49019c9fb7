package io.holdfast.map;

import io.holdfast.record.BytesOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
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

/** A table's groups put in order: by radix, and by comparing the bytes of the keys. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GroupOrderBenchmark {
  private static final int GROUPS = 1_000_000;

  /** What all keys begin with. */
  @Param({"", "https://example.org/"})
  private String prefix;

  private final GroupTable table = new GroupTable();
  private final byte[][] keys = new byte[GROUPS][];
  private final GroupSink sink = new OnePartition();

  @Setup
  public void fill() {
    Random random = new Random(1);
    while (table.size() < GROUPS) {
      String word = prefix + Integer.toString(random.nextInt() >>> 2, 36);
      byte[] key = word.getBytes(StandardCharsets.US_ASCII);
      int group = table.find(1, key, 0, key.length);
      keys[group] = key;
    }
  }

  /** Nanoseconds a group. */
  @Benchmark
  @OperationsPerInvocation(GROUPS)
  public int[] byRadix() {
    return GroupOrder.of(table, sink);
  }

  /** Nanoseconds a group. */
  @Benchmark
  @OperationsPerInvocation(GROUPS)
  public byte[][] byComparison() {
    byte[][] order = keys.clone();
    Arrays.sort(order, Arrays::compareUnsigned);
    return order;
  }

  private static final class OnePartition implements GroupSink {
    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public int partition(byte[] keys, int start, int length) {
      return 0;
    }

    @Override
    public void beat() {}

    @Override
    public BytesOutput states() {
      throw new AssertionError("nothing is sent");
    }

    @Override
    public void emit(byte[] keys, int start, int length) {
      throw new AssertionError("nothing is sent");
    }
  }
}
