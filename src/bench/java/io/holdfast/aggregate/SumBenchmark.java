package io.holdfast.aggregate;

import io.holdfast.record.Batch;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.Type;
import java.math.BigDecimal;
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

/** Doubles added to a hundred groups: exactly, as a processor rounds, and as BigDecimals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SumBenchmark {
  private static final int GROUPS = 100;

  /** Prices have few digits; anything takes the way of full accuracy. */
  @Param({"prices", "anything"})
  private String values;

  private final DoubleVector column = new DoubleVector(Type.DOUBLE, Batch.MAX_ROWS);
  private final int[] rows = new int[Batch.MAX_ROWS];
  private final int[] groups = new int[Batch.MAX_ROWS];
  private final Accumulator exact = Accumulators.create(Function.SUM, Type.DOUBLE);
  private final double[] rounded = new double[GROUPS];
  private final BigDecimal[] decimals = new BigDecimal[GROUPS];

  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
      groups[row] = random.nextInt(GROUPS);
      double price = random.nextInt(100_000) / 100.0;
      double any = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      column.values()[row] = values.equals("prices") ? price : any;
    }
    exact.resize(GROUPS);
    java.util.Arrays.fill(decimals, BigDecimal.ZERO);
  }

  /** Nanoseconds a value. */
  @Benchmark
  @OperationsPerInvocation(Batch.MAX_ROWS)
  public Accumulator exactly() {
    exact.add(column, rows, groups, rows.length);
    return exact;
  }

  /** Nanoseconds a value. */
  @Benchmark
  @OperationsPerInvocation(Batch.MAX_ROWS)
  public double[] roundedEachTime() {
    for (int row = 0; row < rows.length; row++) {
      rounded[groups[row]] += column.values()[row];
    }
    return rounded;
  }

  /** Nanoseconds a value. */
  @Benchmark
  @OperationsPerInvocation(Batch.MAX_ROWS)
  public BigDecimal[] asDecimals() {
    for (int row = 0; row < rows.length; row++) {
      decimals[groups[row]] =
          decimals[groups[row]].add(new BigDecimal(column.values()[row]));
    }
    return decimals;
  }
}
