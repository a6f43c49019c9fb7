package io.holdfast.checkpoint;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Part;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.CombineSequenceFileInputFormat;

/**
 * Reads what earlier stages have made: exactly the parts that their manifests name. A listing would
 * take what is there for what should be, and patterns and filters of a user for its own.
 */
public final class StageInputFormat<K, V> extends CombineSequenceFileInputFormat<K, V> {
  private static final String STAGES = "holdfast.checkpoint.stages";
  private static final String STAGE = "holdfast.checkpoint.stage.";

  /**
   * Names the stages to read in a job's configuration.
   *
   * @param stages the directories
   * @param splitBytes how much of them one map task reads at most
   */
  public static void write(Configuration conf, List<Path> stages, long splitBytes) {
    conf.setInt(STAGES, stages.size());
    for (int i = 0; i < stages.size(); i++) {
      conf.set(STAGE + i, stages.get(i).toString());
    }
    conf.setLong(SPLIT_MAXSIZE, splitBytes);
    conf.unset(SPLIT_MINSIZE);
    conf.unset(SPLIT_MINSIZE_PERNODE);
    conf.unset(SPLIT_MINSIZE_PERRACK);
  }

  /** Without parts there is nothing to map. */
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    return listStatus(job).isEmpty() ? List.of() : super.getSplits(job);
  }

  /**
   * Returns the parts of all stages that are not empty.
   *
   * @throws HoldfastException of kind RESOURCE where one is missing, or not as long as it was
   */
  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    List<FileStatus> parts = new ArrayList<>();
    for (int i = 0; i < conf.getInt(STAGES, 0); i++) {
      Path stage = new Path(conf.getRaw(STAGE + i)); // A path may hold what looks like a variable.
      FileSystem files = stage.getFileSystem(conf);
      for (Part part : RunStages.manifest(files, stage).parts()) {
        parts.add(find(files, new Path(stage, part.name()), part.bytes()));
      }
    }
    return parts;
  }

  private static FileStatus find(FileSystem files, Path part, long bytes) throws IOException {
    Object found = "no file";
    try {
      FileStatus status = files.getFileStatus(part);
      if (status.getLen() == bytes) {
        return status;
      }
      found = status.getLen();
    } catch (FileNotFoundException e) {
      // Told below.
    }
    throw new HoldfastException(
        ErrorKind.RESOURCE,
        String.format(
            "[%s] expected %d bytes, as the stage before has made it, got %s; try again, with"
                + " --if-exists resume",
            part, bytes, found));
  }
}
