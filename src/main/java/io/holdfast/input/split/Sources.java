package io.holdfast.input.split;

import io.holdfast.input.Source;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.parquet.ParquetSource;
import io.holdfast.input.text.TextSource;
import org.apache.hadoop.conf.Configuration;

/** Finds the source that a job's configuration names. */
final class Sources {
  private Sources() {}

  static Source of(Configuration conf) {
    SourceFormat format = conf.getEnum(SourceFormat.KEY, SourceFormat.TEXT);
    return switch (format) {
      case TEXT -> new TextSource(conf);
      case PARQUET -> new ParquetSource(conf);
    };
  }
}
