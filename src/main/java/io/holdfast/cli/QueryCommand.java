package io.holdfast.cli;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.job.Explainer;
import io.holdfast.job.JobRunner;
import io.holdfast.job.Outline;
import io.holdfast.job.ProgressListener;
import io.holdfast.job.RunRequest;
import io.holdfast.output.Manifest;
import io.holdfast.query.QueryText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that run a query have in common. */
abstract class QueryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Parameters(
      arity = "2..*",
      paramLabel = "PATH",
      description = "Files, directories and globs to read, and last the directory to make.")
  private List<String> paths;

  /** Returns the query that the options ask for. */
  abstract QueryText query();

  abstract SourceFormat format();

  /** Adds settings that the tasks need. */
  void configure(Configuration conf) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.configure(options.verbose);
    HoldfastTool tool = (HoldfastTool) spec.root().userObject();
    Configuration conf = new Configuration(tool.getConf());
    configure(conf);
    options.configure(conf);
    RunRequest request = request();
    if (spec.parent().userObject() instanceof ExplainCommand) {
      explain(new Explainer(conf).outline(request));
    } else {
      run(request, conf);
    }
    return 0;
  }

  private void explain(Outline outline) {
    if (options.json) {
      System.out.println(OutlineJson.of(outline));
    } else {
      ExplainCommand.print(outline, System.out);
    }
  }

  private RunRequest request() {
    int last = paths.size() - 1;
    return new RunRequest(
        format(),
        query(),
        paths.subList(0, last).stream().map(QueryCommand::path).toList(),
        path(paths.get(last)),
        options.reducers(),
        options.partitioning(),
        options.header,
        options.ifExists,
        options.state.map(QueryCommand::path),
        options.keepCheckpoints,
        options.checksum);
  }

  private void run(RunRequest request, Configuration conf)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    ProgressListener progress = Progress.create(options.quiet);
    Manifest manifest = new JobRunner(conf, progress).run(request);
    Summary summary = new Summary(manifest, request.output(), System.nanoTime() - began);
    summary.print(options, conf);
  }

  /** Reads a path, or says what is wrong with it. */
  static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw HoldfastException.user("[%s] expected a path, got: %s", text, e.getMessage());
    }
  }
}
