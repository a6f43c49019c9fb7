package io.holdfast.shuffle;

import io.holdfast.record.Pulse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapOutputFile;
import org.apache.hadoop.mapred.MapTask;
import org.apache.hadoop.mapred.SpillRecord;
import org.apache.hadoop.mapred.Task.TaskReporter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.util.ReflectionUtils;

/** The runs of a map attempt on its node's disks, and how they become its output there. */
final class MapRuns {
  /** What the node manager's shuffle service needs: its user is in the file's group. */
  private static final FsPermission READABLE = new FsPermission((short) 0640);

  private static final long UNKNOWN_SIZE = -1;

  private final JobConf conf;
  private final FileSystem fs;
  private final MapOutputFile files;
  private final CompressionCodec codec;
  private final Counters.Counter spilled;
  private final Pulse pulse;
  private final RunMerger merger;
  private final List<Run> runs = new ArrayList<>();

  /**
   * A run.
   *
   * @param file with a segment for each partition
   * @param index where they are
   * @param bytes the file's length
   */
  record Run(Path file, SpillRecord index, long bytes) {}

  MapRuns(MapTask task, JobConf conf, TaskReporter reporter) throws IOException {
    this.conf = conf;
    this.fs = FileSystem.getLocal(conf).getRaw();
    this.files = task.getMapOutputFile();
    this.codec = codec(conf);
    this.spilled = reporter.getCounter(TaskCounter.SPILLED_RECORDS);
    this.pulse = reporter::progress;
    this.merger = new RunMerger(task, conf, fs, codec, reporter);
  }

  /** Returns what compresses the segments, or null. */
  static CompressionCodec codec(JobConf conf) {
    return conf.getCompressMapOutput()
        ? ReflectionUtils.newInstance(conf.getMapOutputCompressorClass(DefaultCodec.class), conf)
        : null;
  }

  /** Begins a run; one at a time. */
  RunWriter begin() throws IOException {
    return begin(UNKNOWN_SIZE);
  }

  private RunWriter begin(long size) throws IOException {
    Path file = files.getSpillFileForWrite(runs.size(), size);
    return new RunWriter(conf, fs, file, codec, spilled, pulse);
  }

  /** Ends a run; returns its bytes. */
  long end(RunWriter run) throws IOException {
    Run ended = finish(run);
    runs.add(ended);
    return ended.bytes();
  }

  private Run finish(RunWriter run) throws IOException {
    SpillRecord index = run.finish();
    return new Run(run.file(), index, fs.getFileStatus(run.file()).getLen());
  }

  /** Makes all runs the output of the map attempt; returns its bytes. */
  long publish() throws IOException, InterruptedException {
    if (runs.isEmpty()) {
      end(begin());
    }
    Run whole = runs.size() == 1 ? runs.get(0) : merge();
    Path output = files.getOutputFileForWriteInVolume(whole.file());
    Path index = files.getOutputIndexFileForWriteInVolume(whole.file());
    rename(whole.file(), output);
    whole.index().writeToFile(index, conf);
    if (!READABLE.equals(READABLE.applyUMask(FsPermission.getUMask(conf)))) {
      fs.setPermission(output, READABLE);
      fs.setPermission(index, READABLE);
    }
    return whole.bytes();
  }

  /**
   * Renames a run, with the process's own rights for new directories: Hadoop's would be those of
   * the job's umask, which may shut the shuffle service out. A rename into a directory that is
   * missing would be a copy, done by Hadoop in silence.
   */
  private static void rename(Path run, Path output) throws IOException {
    java.nio.file.Path target = local(output);
    Files.createDirectories(target.getParent());
    Files.move(local(run), target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private Run merge() throws IOException, InterruptedException {
    RunWriter merged = begin(runs.stream().mapToLong(Run::bytes).sum());
    Run whole;
    try {
      merger.merge(runs, merged);
      whole = finish(merged);
    } catch (IOException | RuntimeException e) {
      merged.abandon();
      throw e;
    }
    for (Run run : runs) {
      fs.delete(run.file(), false);
    }
    return whole;
  }
}
