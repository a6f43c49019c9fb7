package io.holdfast.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.RawComparator;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Merger;
import org.apache.hadoop.mapred.Merger.Segment;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.util.Progress;
import org.apache.hadoop.util.Progressable;

/** The segments of one partition in files of this machine, to be read as one in key order. */
final class RunSegments {
  private final JobConf conf;
  private final FileSystem fs;
  private final CompressionCodec codec;
  private final List<Segment<GroupKey, PartialState>> segments = new ArrayList<>();

  RunSegments(JobConf conf, FileSystem fs, CompressionCodec codec) {
    this.conf = conf;
    this.fs = fs;
    this.codec = codec;
  }

  /** Adds a segment; its file stays. */
  void add(Path file, IndexRecord place) throws IOException {
    segments.add(new Segment<>(conf, fs, file, place.startOffset, place.partLength, codec, true));
  }

  /**
   * Merges them; more than Hadoop's merge factor at once are merged in steps, through files.
   *
   * @param attempt names those files
   * @param spilled counts their records
   */
  @SuppressWarnings("unchecked")
  RawKeyValueIterator merge(
      TaskAttemptID attempt, Counters.Counter spilled, Progress phase, Progressable progress)
      throws IOException {
    int factor = conf.getInt(MRJobConfig.IO_SORT_FACTOR, MRJobConfig.DEFAULT_IO_SORT_FACTOR);
    boolean inSteps = segments.size() > factor;
    TaskType type = attempt.getTaskType();
    return Merger.merge(
        conf,
        fs,
        GroupKey.class,
        PartialState.class,
        codec,
        segments,
        factor,
        new Path(attempt.toString()),
        (RawComparator<GroupKey>) (RawComparator<?>) new GroupKey.Comparator(),
        progress,
        inSteps,
        null,
        spilled,
        phase,
        type);
  }
}
