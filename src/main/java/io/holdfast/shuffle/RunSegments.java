package io.holdfast.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.io.RawComparator;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Merger;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapreduce.CryptoUtils;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.security.IntermediateEncryptedStream;
import org.apache.hadoop.util.Progress;
import org.apache.hadoop.util.Progressable;

/** The segments of one partition in files of this machine, to be read as one in key order. */
final class RunSegments {
  /** What the blocks of all segments take, where they are not too many. */
  private static final int BUFFER_BYTES = 4 << 20;

  private static final int LEAST_BLOCK_BYTES = 1 << 12;
  private static final int MOST_BLOCK_BYTES = 1 << 16;

  private final JobConf conf;
  private final FileSystem fs;
  private final CompressionCodec codec;
  private final List<Segment> segments = new ArrayList<>();

  private record Segment(Path file, IndexRecord place) {}

  RunSegments(JobConf conf, FileSystem fs, CompressionCodec codec) {
    this.conf = conf;
    this.fs = fs;
    this.codec = codec;
  }

  /** Adds a segment; its file stays. */
  void add(Path file, IndexRecord place) {
    segments.add(new Segment(file, place));
  }

  /**
   * Merges them; more than Hadoop's merge factor at once are merged in steps, through files.
   *
   * @param attempt names those files
   * @param spilled counts their records
   */
  RawKeyValueIterator merge(
      TaskAttemptID attempt, Counters.Counter spilled, Progress phase, Progressable progress)
      throws IOException {
    int factor = conf.getInt(MRJobConfig.IO_SORT_FACTOR, MRJobConfig.DEFAULT_IO_SORT_FACTOR);
    return segments.size() > factor
        ? mergeInSteps(factor, attempt, spilled, phase, progress)
        : mergeAtOnce(phase);
  }

  /** Hadoop's asks a stream for each byte of a length, and takes locks for each record. */
  private RawKeyValueIterator mergeAtOnce(Progress phase) throws IOException {
    List<SegmentReader> readers = new ArrayList<>();
    try {
      for (Segment segment : segments) {
        readers.add(open(segment.file(), segment.place()));
      }
    } catch (IOException | RuntimeException e) {
      IOUtils.closeStreams(readers.toArray(SegmentReader[]::new));
      throw e;
    }
    long bytes = segments.stream().mapToLong(segment -> segment.place().partLength).sum();
    return new SegmentMerge(readers, bytes, phase);
  }

  private SegmentReader open(Path file, IndexRecord place) throws IOException {
    int share = BUFFER_BYTES / segments.size();
    int block = Math.max(LEAST_BLOCK_BYTES, Math.min(MOST_BLOCK_BYTES, share));
    FSDataInputStream in = fs.open(file);
    try {
      in.seek(place.startOffset);
      FSDataInputStream clear = IntermediateEncryptedStream.wrapIfNecessary(conf, in, file);
      int padding = CryptoUtils.cryptoPadding(conf);
      return new SegmentReader(
          conf, clear, place.partLength - padding, place.rawLength - padding, codec, block);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeStream(in);
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private RawKeyValueIterator mergeInSteps(
      int factor,
      TaskAttemptID attempt,
      Counters.Counter spilled,
      Progress phase,
      Progressable progress)
      throws IOException {
    List<Merger.Segment<GroupKey, PartialState>> files = new ArrayList<>();
    for (Segment segment : segments) {
      IndexRecord place = segment.place();
      files.add(
          new Merger.Segment<>(
              conf, fs, segment.file(), place.startOffset, place.partLength, codec, true));
    }
    return Merger.merge(
        conf,
        fs,
        GroupKey.class,
        PartialState.class,
        codec,
        files,
        factor,
        new Path(attempt.toString()),
        (RawComparator<GroupKey>) (RawComparator<?>) new GroupKey.Comparator(),
        progress,
        true,
        null,
        spilled,
        phase,
        attempt.getTaskType());
  }
}
