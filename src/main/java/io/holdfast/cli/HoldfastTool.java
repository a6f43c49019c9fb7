package io.holdfast.cli;

import io.holdfast.error.ErrorKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.util.Tool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The driver: gives Hadoop's configuration to the command that the user names. */
@Command(
    name = "holdfast",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = {
      "Counts and aggregates files of any size on Hadoop MapReduce,",
      "and gives the same bytes whatever fails."
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 done, 1 the job failed after its retries, 2 usage or configuration, 3 bad input data,",
      "  4 output conflict, 6 verification mismatch, 70 a bug."
    },
    subcommands = {
      WordCountCommand.class,
      AggregateCommand.class,
      ExplainCommand.class,
      VerifyCommand.class,
      CheckpointsCommand.class
    })
public final class HoldfastTool extends Configured implements Tool, Runnable {
  @Spec private CommandSpec spec;

  @Override
  public int run(String[] arguments) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new CommandLine(this)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(HoldfastTool::reportUsage)
        .setExecutionExceptionHandler(
            (e, command, result) ->
                ErrorReport.print(e, CommonOptions.isVerbose(result), System.err))
        .execute(arguments);
  }

  private static int reportUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf("%s; try %s --help%n", e.getMessage(), command.getCommandSpec().qualifiedName());
    return ErrorKind.USER.exitCode();
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command, got none");
  }
}
