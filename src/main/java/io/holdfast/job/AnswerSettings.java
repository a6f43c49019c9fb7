package io.holdfast.job;

import io.holdfast.config.Keys;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.text.TextSource;
import io.holdfast.input.text.Tokenizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The settings that an answer depends on, beside the query and the number of reducers. */
final class AnswerSettings {
  private AnswerSettings() {}

  /** Returns their effective values, by their keys. */
  static Map<String, String> read(SourceFormat format, Configuration conf) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(SourceFormat.KEY, format.name().toLowerCase(Locale.ROOT));
    settings.put(MaxBad.KEY, MaxBad.read(conf).text());
    settings.put(NanPolicy.KEY, NanPolicy.read(conf).text());
    if (format == SourceFormat.TEXT) {
      Tokenizer tokenizer = conf.getEnum(TextSource.TOKENIZER, Tokenizer.UNICODE);
      settings.put(TextSource.TOKENIZER, tokenizer.name().toLowerCase(Locale.ROOT));
      settings.put(TextSource.IGNORE_CASE, "" + conf.getBoolean(TextSource.IGNORE_CASE, false));
      settings.put(Keys.WORD_LIMIT_BYTES.name(), Keys.WORD_LIMIT_BYTES.get(conf).toString());
    }
    return settings;
  }
}
