package io.holdfast.job;

import io.holdfast.config.HadoopDefaults;
import io.holdfast.config.Keys;
import io.holdfast.config.NanPolicy;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.text.TextSource;
import io.holdfast.input.text.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.mapreduce.Job;

/**
 * The settings that an answer depends on, beside the query and the number of reducers. {@code
 * --max-bad} is none of them: what it lets pass has the same bytes whatever the limit.
 */
final class AnswerSettings {
  /** Of Hadoop: where groups go, and which files are taken for compressed. */
  private static final List<String> SET_BY_USERS =
      List.of(Job.PARTITIONER_CLASS_ATTR, CommonConfigurationKeys.IO_COMPRESSION_CODECS_KEY);

  private AnswerSettings() {}

  /** Returns their effective values, by their keys. */
  static Map<String, String> read(SourceFormat format, Configuration conf) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(SourceFormat.KEY, format.name().toLowerCase(Locale.ROOT));
    for (String key : SET_BY_USERS) {
      if (HadoopDefaults.isSet(conf, key)) {
        settings.put(key, conf.get(key));
      }
    }
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
