package io.holdfast.fault.shell;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.mapred.MROutputFiles;
import org.apache.hadoop.mapred.MapOutputFile;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.util.ReflectionUtils;

/** What a task has on its node's disk. */
final class LocalFiles {
  private final Configuration conf;

  LocalFiles(Configuration conf) {
    this.conf = conf;
  }

  /** Turns a bit in the middle of the file. */
  void corruptMapOutput() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(mapOutput(), "rw")) {
      long middle = bytes.length() / 2;
      bytes.seek(middle);
      int value = bytes.read();
      bytes.seek(middle);
      bytes.write(value ^ 1);
    }
  }

  void loseMapOutput() throws IOException {
    Files.delete(mapOutput().toPath());
  }

  private File mapOutput() throws IOException {
    Class<? extends MapOutputFile> places =
        conf.getClass(MRConfig.TASK_LOCAL_OUTPUT_CLASS, MROutputFiles.class, MapOutputFile.class);
    MapOutputFile outputs = ReflectionUtils.newInstance(places, conf);
    return new File(outputs.getOutputFile().toUri().getPath());
  }

  /** Puts a file where the job's directory of map outputs was. */
  void breakDisk() throws IOException {
    for (String directory : conf.getTrimmedStrings(MRConfig.LOCAL_DIR)) {
      File output = new File(directory, "output");
      if (!FileUtil.fullyDelete(output) && output.exists() || !output.createNewFile()) {
        throw new IOException("[" + output + "] expected to replace it, got a refusal");
      }
    }
  }
}
