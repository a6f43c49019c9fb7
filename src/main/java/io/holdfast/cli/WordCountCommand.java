package io.holdfast.cli;

import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.text.TextSource;
import io.holdfast.input.text.Tokenizer;
import io.holdfast.query.QueryText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast wordcount}: the column word of texts, grouped, with {@code count(*)}. */
@Command(
    name = "wordcount",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Counts the words of texts: plain files, .gz and .bz2.",
    customSynopsis = "holdfast wordcount [OPTIONS] INPUT... OUTPUT")
final class WordCountCommand extends QueryCommand {
  @Option(
      names = "--tokenizer",
      paramLabel = "unicode|ascii|word",
      defaultValue = "unicode",
      description = {
        "What a word is (default: ${DEFAULT-VALUE}).",
        "unicode: a run of anything but Unicode white space.",
        "ascii: a run of anything but space, tab, LF, CR, FF, as in Hadoop's own example.",
        "word: letters, marks and digits, cut at Unicode word boundaries."
      })
  private Tokenizer tokenizer;

  @Option(names = "--ignore-case", description = "Count upper and lower case as one.")
  private boolean ignoreCase;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Leave out words that occur less often.")
  private long minCount;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Keep the N words that occur most often, the most frequent first.")
  private Long top;

  @Override
  QueryText query() {
    if (minCount < 1) {
      throw HoldfastException.user("[--min-count] expected at least 1, got %d", minCount);
    }
    Optional<String> having =
        minCount == 1 ? Optional.empty() : Optional.of("count >= " + minCount);
    if (top != null && top < 1) {
      throw HoldfastException.user("[--top] expected at least 1, got %d", top);
    }
    return new QueryText(
        Optional.empty(),
        Optional.of("word"),
        List.of("count(*) AS count"),
        having,
        Optional.ofNullable(top).map(rows -> "count DESC"),
        top == null ? OptionalLong.empty() : OptionalLong.of(top));
  }

  @Override
  SourceFormat format() {
    return SourceFormat.TEXT;
  }

  @Override
  void configure(Configuration conf) {
    conf.setEnum(TextSource.TOKENIZER, tokenizer);
    conf.setBoolean(TextSource.IGNORE_CASE, ignoreCase);
  }
}
