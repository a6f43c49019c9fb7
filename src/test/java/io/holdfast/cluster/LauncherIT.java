package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.HadoopJar.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code bin/holdfast} on the cluster that {@code HADOOP_CONF_DIR} names. */
@ExtendWith(ClusterExtension.class)
class LauncherIT {
  private static final Path ROOT = new Path("/launcher");

  @Test
  @Tag("matrix") // For its time: bin/holdfast makes its archive of classes first.
  void runsOnTheClusterOfTheConfiguration(TestCluster cluster) throws Exception {
    FileSystem files = cluster.files();
    write(files, new Path(ROOT, "in.txt"), "b a b\n");
    Path output = new Path(ROOT, "out");
    int jobsBefore = cluster.jobs();

    Outcome outcome = cluster.hadoopJar().launch("wordcount", ROOT + "/in.txt", output.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(output + "\n");
    assertThat(cluster.jobs()).isEqualTo(jobsBefore + 1);
    assertThat(OutputFacts.parts(files, output)).containsValue("a\t1\nb\t2\n");
    files.delete(ROOT, true);
  }

  private static void write(FileSystem files, Path file, String text) throws IOException {
    try (OutputStream out = files.create(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
