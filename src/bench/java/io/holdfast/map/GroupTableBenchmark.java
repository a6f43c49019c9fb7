package io.holdfast.map;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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

/** Words looked up that are all known: as slices of a buffer, and as strings in a HashMap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GroupTableBenchmark {
  private static final int LOOKUPS = 1 << 20;

  @Param({"20000", "400000", "4000000"})
  private int words;

  private final GroupTable table = new GroupTable();
  private final Map<String, Integer> map = new HashMap<>();
  private final BytesVector[] batches = new BytesVector[LOOKUPS / Batch.MAX_ROWS];
  private final String[] strings = new String[LOOKUPS];

  @Setup
  public void fill() {
    for (int word = 0; word < words; word++) {
      byte[] key = Integer.toString(word * 0x9e3779b1, 36).getBytes(StandardCharsets.US_ASCII);
      table.find(1, key, 0, key.length);
      map.put(new String(key, StandardCharsets.US_ASCII), word);
    }
    Random random = new Random(1);
    for (int i = 0; i < batches.length; i++) {
      batches[i] = new BytesVector(Type.TEXT, Batch.MAX_ROWS);
      for (int row = 0; row < Batch.MAX_ROWS; row++) {
        String word = Integer.toString(random.nextInt(words) * 0x9e3779b1, 36);
        byte[] key = word.getBytes(StandardCharsets.US_ASCII);
        batches[i].append(row, key, 0, key.length);
        strings[i * Batch.MAX_ROWS + row] = word;
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long slices() {
    long sum = 0;
    for (BytesVector batch : batches) {
      for (int row = 0; row < Batch.MAX_ROWS; row++) {
        sum += table.find(1, batch.data(), batch.starts()[row], batch.lengths()[row]);
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long hashMapOfStrings() {
    long sum = 0;
    for (String word : strings) {
      sum += map.get(word);
    }
    return sum;
  }
}
