package io.holdfast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.output.Budget;
import io.holdfast.output.Manifest;
import io.holdfast.output.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a finished run tells.
 *
 * @param manifest of the committed output
 * @param output as the user wrote it
 * @param elapsedNs how long the run took
 */
record Summary(Manifest manifest, Path output, long elapsedNs) {
  private static final double NANOSECONDS = 1e9;

  /**
   * Prints what the options ask for: the path or JSON to standard output, the rest to the other.
   */
  void print(CommonOptions options, Configuration conf) throws IOException {
    if (options.print > 0) {
      printRows(options.print, output.getFileSystem(conf));
    }
    if (options.verbose) {
      manifest.counters().forEach((name, value) -> System.err.printf("%s %d%n", name, value));
      new Budget(manifest).lines().forEach(System.err::println);
    }
    if (!options.quiet) {
      System.err.printf(
          Locale.ROOT,
          "%d rows in %d parts, %.1f s%n",
          manifest.rows(),
          manifest.parts().size(),
          elapsedNs / NANOSECONDS);
    }
    if (!options.quiet && !manifest.quarantine().isEmpty()) {
      printQuarantine();
    }
    System.out.println(options.json ? json() : output.toString());
  }

  private void printQuarantine() {
    for (Part file : manifest.quarantine()) {
      System.err.printf(
          "%d malformed records set aside in %s%n", file.rows(), new Path(output, file.name()));
    }
  }

  private void printRows(int count, FileSystem fs) throws IOException {
    int left = count;
    for (Part part : manifest.parts()) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  fs.open(new Path(output, part.name())), StandardCharsets.UTF_8))) {
        String line = lines.readLine();
        if (manifest.header()) {
          System.err.println(line);
          line = lines.readLine();
        }
        for (; left > 0 && line != null; line = lines.readLine()) {
          System.err.println(line);
          left--;
        }
      }
    }
  }

  private String json() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("output", output.toString());
    node.put("rows", manifest.rows());
    node.put("bytes", manifest.bytes());
    node.put("parts", manifest.parts().size());
    node.put("seconds", elapsedNs / NANOSECONDS);
    ObjectNode counters = node.putObject("counters");
    manifest.counters().forEach(counters::put);
    ObjectNode cost = node.putObject("cost");
    manifest.cost().forEach(cost::put);
    return node.toString();
  }
}
