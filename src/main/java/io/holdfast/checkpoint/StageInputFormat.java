package io.holdfast.checkpoint;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.output.Manifest;
import io.holdfast.output.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.CombineSequenceFileInputFormat;

/**
 * Reads what earlier stages have made: exactly the parts that their manifests name. A listing would
 * take what is there for what should be, and patterns and filters of a user for its own.
 */
public final class StageInputFormat<K, V> extends CombineSequenceFileInputFormat<K, V> {
  private static final String STAGES = "holdfast.checkpoint.stages";
  private static final String STAGE = "holdfast.checkpoint.stage.";
  private static final String WHOLE = "holdfast.checkpoint.whole-parts";

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

  /** Has no part be cut between map tasks. */
  public static void readWholeParts(Configuration conf) {
    conf.setBoolean(WHOLE, true);
  }

  @Override
  protected boolean isSplitable(JobContext job, Path part) {
    return !job.getConfiguration().getBoolean(WHOLE, false);
  }

  /**
   * Returns the parts of all stages.
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
      Manifest manifest = RunStages.manifest(files, stage);
      Map<String, FileStatus> found = list(files, stage);
      for (Part part : manifest.parts()) {
        parts.add(require(new Path(stage, part.name()), part, found.get(part.name())));
      }
    }
    return parts;
  }

  /** Asks once a stage, not once a part; where blocks are comes along. */
  private static Map<String, FileStatus> list(FileSystem files, Path stage) throws IOException {
    Map<String, FileStatus> found = new HashMap<>();
    // On a local disk it says nothing where blocks are, and costs a process to ask.
    RemoteIterator<? extends FileStatus> all =
        files instanceof LocalFileSystem
            ? files.listStatusIterator(stage)
            : files.listLocatedStatus(stage);
    while (all.hasNext()) {
      FileStatus status = all.next();
      found.put(status.getPath().getName(), status);
    }
    return found;
  }

  private static FileStatus require(Path place, Part part, FileStatus found) {
    if (found != null && found.getLen() == part.bytes()) {
      return found;
    }
    throw new HoldfastException(
        ErrorKind.RESOURCE,
        String.format(
            "[%s] expected %d bytes, as the stage before has made it, got %s; try again, with"
                + " --if-exists resume",
            place, part.bytes(), found == null ? "no file" : found.getLen()));
  }
}
