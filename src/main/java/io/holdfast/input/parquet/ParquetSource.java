package io.holdfast.input.parquet;

import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.SampledFile;
import io.holdfast.input.Source;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import io.holdfast.shuffle.QueryConfiguration;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Parquet files; of each the columns that the job's query reads. */
public final class ParquetSource implements Source {
  private final Configuration conf;
  private final Schema schema;

  /** Reads the columns from a job's or task's configuration. */
  public ParquetSource(Configuration conf) {
    this.conf = conf;
    this.schema = QueryConfiguration.source(conf);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  /** Row groups are read apart from each other. */
  @Override
  public boolean isSplittable(Path path) {
    return true;
  }

  @Override
  public BatchReader open(FileRange range, Pulse pulse) throws IOException {
    return new ParquetBatchReader(conf, range.path(), range.start(), range.length(), schema, pulse);
  }

  @Override
  public SampledFile openForSample(Path path, Pulse pulse) throws IOException {
    return new ParquetBatchReader(conf, path, schema, pulse);
  }
}
