package io.holdfast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.fixture.Batches;
import io.holdfast.fixture.Sales;
import io.holdfast.input.FileRange;
import io.holdfast.input.split.PackedSplit;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Place;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;
import org.apache.hadoop.mapreduce.task.MapContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mapper makes of exceptions that nobody expected. */
class UnexpectedTest {
  private static final int BEYOND = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void namesTheRow(int row) {
    Batch batch = batch();
    ((BytesVector) batch.column(0)).starts()[row] = BEYOND; // Outside of the data.
    HoldfastException named = run(() -> batch);
    assertThat(named.kind()).isEqualTo(ErrorKind.BUG);
    assertThat(named)
        .hasMessageStartingWith("[in/sales @ " + (100 + row) + "] expected the row to be processed")
        .hasMessageContaining("ArrayIndexOutOfBounds")
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void namesTheRowsWhereNoneFailsAlone() {
    HoldfastException named =
        Unexpected.whileMapping(batch(), Sales.query(), new IllegalStateException("odd"));
    assertThat(named)
        .hasMessageStartingWith(
            "[in/sales @ 100 to 103] expected rows to be processed, got"
                + " java.lang.IllegalStateException: odd");
  }

  @Test
  void namesTheSplitWhereReadingFails() {
    HoldfastException named =
        run(
            () -> {
              throw new IndexOutOfBoundsException("9");
            });
    assertThat(named.kind()).isEqualTo(ErrorKind.BUG);
    assertThat(named).hasMessageStartingWith("[in/sales:100+50] expected it to be read, got");
  }

  @Test
  void takesAnUncheckedIoExceptionForALack() {
    HoldfastException named =
        run(
            () -> {
              throw new UncheckedIOException(new java.io.IOException("connection reset"));
            });
    assertThat(named.kind()).isEqualTo(ErrorKind.RESOURCE);
  }

  @Test
  void leavesWhatNamesItsPlaceAsItIs() {
    HoldfastException data = HoldfastException.data("in/sales @ 7", "expected a, got b");
    assertThat(
            run(
                () -> {
                  throw data;
                }))
        .isSameAs(data);
  }

  private static Batch batch() {
    Batch batch =
        Batches.of(
            Sales.SOURCE,
            Sales.row("Kobe", 1.0, 1),
            Sales.row("Oslo", 2.0, 2),
            Sales.row("Kobe", 3.0, 0),
            Sales.row("Rome", 4.0, 4));
    batch.setOrigin(row -> Place.inText("in/sales", 100 + row));
    return batch;
  }

  private static HoldfastException run(Callable<Batch> input) {
    Configuration conf = new Configuration();
    Sales.configure(conf);
    PackedSplit split =
        new PackedSplit(List.of(new FileRange(new Path("in/sales"), 100, 50)), new String[0]);
    Mapper<NullWritable, Batch, GroupKey, PartialState>.Context context =
        new WrappedMapper<NullWritable, Batch, GroupKey, PartialState>()
            .getMapContext(
                new MapContextImpl<>(
                    conf, new TaskAttemptID(), new Input(input), null, null, null, split));
    return catchThrowableOfType(HoldfastException.class, () -> new GroupingMapper().run(context));
  }

  /** Gives a batch, or fails. */
  private static final class Input extends RecordReader<NullWritable, Batch> {
    private final Callable<Batch> source;
    private Batch batch;

    Input(Callable<Batch> source) {
      this.source = source;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {
      throw new UnsupportedOperationException("it begins with its batch");
    }

    @Override
    public boolean nextKeyValue() {
      try {
        batch = source.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return true;
    }

    @Override
    public NullWritable getCurrentKey() {
      return NullWritable.get();
    }

    @Override
    public Batch getCurrentValue() {
      return batch;
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
