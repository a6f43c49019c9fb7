package io.holdfast.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.RunJar;

/**
 * {@code hadoop jar} with the job jar, as a process of its own. Its class path is a configuration
 * directory and the jars of this JVM without our classes and without what the job jar carries, so
 * what is missing in the job jar is missing here. Containers get the same class path.
 */
public final class HadoopJar {
  private static final Path JOB_JAR = Path.of(System.getProperty("holdfast.job.jar"));
  private static final long PATIENCE_SECONDS = 180;

  /** Of a command, at most. */
  static final String HEAP = "256m";

  private final Path directory;

  /**
   * Writes the configuration.
   *
   * @param directory for it and what else the process writes; made where it is missing
   * @param conf of which only what differs from Hadoop's defaults is written
   */
  HadoopJar(Path directory, Configuration conf) throws IOException {
    this.directory = Files.createDirectories(directory);
    Configuration defaults = new Configuration();
    Configuration own = new Configuration(false);
    for (Map.Entry<String, String> entry : conf) {
      if (!entry.getValue().equals(defaults.getRaw(entry.getKey()))) {
        own.set(entry.getKey(), entry.getValue());
      }
    }
    // Each site file is read after the default file of its name only, so all hold all of it.
    for (String part : List.of("core", "hdfs", "mapred", "yarn")) {
      try (OutputStream out = Files.newOutputStream(directory.resolve(part + "-site.xml"))) {
        own.writeXml(out);
      }
    }
    Files.writeString(directory.resolve("log4j.properties"), "log4j.rootLogger=OFF\n");
  }

  /** Returns a {@code hadoop jar} that knows no cluster: Hadoop's local job runner. */
  static HadoopJar local(Path directory) throws IOException {
    Configuration conf = new Configuration(false);
    conf.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
    return new HadoopJar(directory, conf);
  }

  /** Runs it to its end. */
  public Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** Starts it. */
  public Running start(String... arguments) throws IOException {
    List<String> command = java(classPath());
    Collections.addAll(command, RunJar.class.getName(), JOB_JAR.toString());
    Collections.addAll(command, arguments);
    return start(new ProcessBuilder(command));
  }

  /** Runs a class of this JVM's in a process like that of a command, to its end. */
  Outcome runClass(Class<?> main, String... arguments) throws IOException, InterruptedException {
    String all = directory + File.pathSeparator + System.getProperty("java.class.path");
    List<String> command = java(all);
    command.add(main.getName());
    Collections.addAll(command, arguments);
    return start(new ProcessBuilder(command)).await();
  }

  private List<String> java(String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ClusterSettings.SHORT_JVM);
    Collections.addAll(command, "-Xmx" + HEAP, "-Djava.io.tmpdir=" + directory);
    Collections.addAll(command, "-cp", classPath);
    return command;
  }

  /** Runs {@code bin/holdfast} with this configuration's directory as its cluster. */
  Outcome launch(String... arguments) throws IOException, InterruptedException {
    Path target = JOB_JAR.getParent();
    // The jars are built, or we were not here: the launcher must not build them again.
    Files.writeString(target.resolve("launcher/.built"), "");
    List<String> command = new ArrayList<>();
    command.add(target.resolveSibling("bin/holdfast").toString());
    Collections.addAll(command, arguments);
    // A real cluster has its own jars; here they are those of this JVM.
    String jars = classPath().replace(File.pathSeparatorChar, ',');
    Collections.addAll(command, "-D", "mapreduce.application.classpath=" + jars);
    ProcessBuilder launcher = new ProcessBuilder(command);
    launcher.environment().put("HADOOP_CONF_DIR", directory.toString());
    return start(launcher).await();
  }

  private Running start(ProcessBuilder command) throws IOException {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    command.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(command.start(), out, err);
  }

  private String classPath() throws IOException {
    Set<String> carried;
    try (JarFile jar = new JarFile(JOB_JAR.toFile())) {
      carried =
          jar.stream()
              .filter(entry -> entry.getName().startsWith("lib/"))
              .map(entry -> entry.getName().substring("lib/".length()))
              .collect(Collectors.toSet());
    }
    String hadoop =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> !path.startsWith(JOB_JAR.getParent()))
            .filter(path -> !carried.contains(path.getFileName().toString()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return directory + File.pathSeparator + hadoop;
  }

  /**
   * A process that may go on.
   *
   * @param process what runs
   * @param out takes its standard output
   * @param err and its standard error
   */
  public record Running(Process process, Path out, Path err) {
    /** Waits for its end; one that takes too long is killed. */
    public Outcome await() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  /**
   * How a process ended.
   *
   * @param exitCode 0 to 255
   * @param out what it wrote to standard output
   * @param err and to standard error
   */
  public record Outcome(int exitCode, String out, String err) {}
}
