package io.holdfast.input.split;

import io.holdfast.config.Keys;
import io.holdfast.input.Source;
import io.holdfast.record.Batch;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** The input format: every source as batches, in packed splits. */
public final class BatchInputFormat extends InputFormat<NullWritable, Batch> {
  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    Source source = Sources.of(conf);
    InputFiles input = InputFiles.find(List.of(FileInputFormat.getInputPaths(context)), conf);
    input.requireUnchanged(conf);
    SplitPlanner planner =
        new SplitPlanner(targetBytes(context, input.files()), InputWindow.read(conf));
    for (FileStatus file : input.files()) {
      planner.add(file, blocks(file, conf), source.isSplittable(file.getPath()));
    }
    return planner.splits();
  }

  /** Hadoop's own limits, where they are set, bound what our setting or the block size asks for. */
  private static long targetBytes(JobContext context, List<FileStatus> files) {
    long wanted = Keys.SPLIT_BYTES.get(context.getConfiguration());
    if (wanted == 0) {
      wanted = files.stream().mapToLong(FileStatus::getBlockSize).max().orElse(1);
    }
    return Math.max(
        FileInputFormat.getMinSplitSize(context),
        Math.min(FileInputFormat.getMaxSplitSize(context), wanted));
  }

  private static BlockLocation[] blocks(FileStatus file, Configuration conf) throws IOException {
    if (file instanceof LocatedFileStatus located) {
      return located.getBlockLocations();
    }
    Path path = file.getPath();
    return path.getFileSystem(conf).getFileBlockLocations(file, 0, file.getLen());
  }

  @Override
  public RecordReader<NullWritable, Batch> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new BatchRecordReader(Sources.of(context.getConfiguration()));
  }
}
