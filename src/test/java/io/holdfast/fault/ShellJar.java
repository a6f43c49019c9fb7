package io.holdfast.fault;

import io.holdfast.fault.shell.FaultyCombiner;
import io.holdfast.fault.shell.FaultyMapper;
import io.holdfast.fault.shell.FaultyOutputFormat;
import io.holdfast.fault.shell.FaultyReducer;
import io.holdfast.fault.shell.FaultyShuffle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** The faulty shells as a jar that a user could pass with {@code -libjars}. */
final class ShellJar {
  private static final Path FILE = write();

  private ShellJar() {}

  /** Returns the options that put the shells into a job. */
  static List<String> options() {
    return List.of(
        "-libjars",
        FILE.toString(),
        "-D",
        MRJobConfig.MAP_CLASS_ATTR + "=" + FaultyMapper.class.getName(),
        "-D",
        MRJobConfig.COMBINE_CLASS_ATTR + "=" + FaultyCombiner.class.getName(),
        "-D",
        MRJobConfig.REDUCE_CLASS_ATTR + "=" + FaultyReducer.class.getName(),
        "-D",
        MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR + "=" + FaultyOutputFormat.class.getName(),
        "-D",
        MRConfig.SHUFFLE_CONSUMER_PLUGIN + "=" + FaultyShuffle.class.getName());
  }

  private static Path write() {
    try {
      Path classes =
          Path.of(FaultyMapper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path shells = classes.resolve(FaultyMapper.class.getPackageName().replace('.', '/'));
      Path jar = Files.createTempFile("shells", ".jar");
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out);
          Stream<Path> files = Files.list(shells)) {
        for (Path file : files.toList()) {
          entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, entries);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
