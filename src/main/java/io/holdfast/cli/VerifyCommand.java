package io.holdfast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.output.Verification;
import io.holdfast.output.Verifier;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast verify}: is an output still what its manifest says? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recomputes an output's checksums and compares them with its manifest.")
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private HoldfastTool tool;

  @Parameters(paramLabel = "OUTPUT", description = "The directory that a run made.")
  private String output;

  @Option(names = "--json", description = "Print the totals as JSON instead of the output's path.")
  private boolean json;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Print stack traces of errors.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException {
    Logging.configure(verbose);
    Path path = new Path(output);
    Verification found = new Verifier(path.getFileSystem(tool.getConf())).verify(path);
    if (!quiet) {
      System.err.printf(
          "same: %d rows, %d bytes in %d parts%n", found.rows(), found.bytes(), found.parts());
    }
    System.out.println(json ? json(found) : output);
    return 0;
  }

  private String json(Verification found) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("output", output);
    node.put("rows", found.rows());
    node.put("bytes", found.bytes());
    node.put("parts", found.parts());
    return node.toString();
  }
}
