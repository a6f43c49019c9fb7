package io.holdfast.cli;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.query.QueryText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast aggregate}: filter, group, aggregate the rows of Parquet files. */
@Command(
    name = "aggregate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Filters, groups and aggregates the rows of Parquet files.",
    customSynopsis = "holdfast aggregate [OPTIONS] --agg CALL [--agg CALL] INPUT... OUTPUT")
final class AggregateCommand extends QueryCommand {
  @Option(
      names = "--where",
      paramLabel = "EXPR",
      description = "Keep the rows for which this is true, for example 'value IS NOT NULL'.")
  private Optional<String> where;

  @Option(
      names = "--group-by",
      paramLabel = "EXPR[,EXPR]",
      description = "One result row for each value of these; one in all if left out.")
  private Optional<String> groupBy;

  @Option(
      names = "--agg",
      required = true,
      paramLabel = "CALL",
      description = {
        "What to compute: count(*), count(x), sum(x), min(x), max(x), avg(x), count(distinct x),",
        "median(x) or quantile(x, 0.95), with AS NAME, several with commas or by giving the",
        "option again."
      })
  private List<String> aggregates;

  @Option(
      names = "--having",
      paramLabel = "EXPR",
      description = "Keep the result rows for which this is true, for example 'sum(value) > 100'.")
  private Optional<String> having;

  @Option(
      names = "--order-by",
      paramLabel = "EXPR[,EXPR]",
      description = {
        "Put the result rows in order, for example 'sum(value) DESC, category'. Null is the least",
        "value unless NULLS LAST or NULLS FIRST says otherwise. Needs a second stage."
      })
  private Optional<String> orderBy;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Keep the first N result rows; without --order-by, in the order of all columns.")
  private Long limit;

  @Option(
      names = "--format",
      paramLabel = "auto|parquet",
      defaultValue = "auto",
      description = "The format of the input (default: ${DEFAULT-VALUE}, which means parquet).")
  private Format format;

  @Override
  QueryText query() {
    if (limit != null && limit < 0) {
      throw HoldfastException.user("[--limit] expected a number from 0, got %d", limit);
    }
    return new QueryText(
        where,
        groupBy,
        aggregates,
        having,
        orderBy,
        limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
  }

  @Override
  SourceFormat format() {
    return switch (format) {
      case AUTO, PARQUET -> SourceFormat.PARQUET;
    };
  }

  /** The formats that can be asked for. */
  private enum Format {
    AUTO,
    PARQUET
  }
}
