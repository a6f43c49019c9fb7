package io.holdfast.cli;

import io.holdfast.config.MaxBad;
import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.job.JobRunner;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the commands that run a query have in common. */
abstract class QueryCommand implements Callable<Integer> {
  @ParentCommand private HoldfastTool tool;
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
    Configuration conf = new Configuration(tool.getConf());
    configure(conf);
    conf.set(MaxBad.KEY, options.maxBad().text());
    int last = paths.size() - 1;
    Path output = path(paths.get(last));
    RunRequest request =
        new RunRequest(
            format(),
            query(),
            paths.subList(0, last).stream().map(QueryCommand::path).toList(),
            output,
            options.reducers(),
            options.header,
            options.ifExists == CommonOptions.IfExists.REPLACE);
    long began = System.nanoTime();
    ProgressListener progress = Progress.create(options.quiet);
    Manifest manifest = new JobRunner(conf, progress).run(request);
    Summary summary = new Summary(manifest, output, System.nanoTime() - began);
    summary.print(options, conf);
    return 0;
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw HoldfastException.user("[%s] expected a path, got: %s", text, e.getMessage());
    }
  }
}
