package io.holdfast.input.text;

import io.holdfast.config.Keys;
import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.PulsedStream;
import io.holdfast.input.ReopenedFile;
import io.holdfast.input.SampledFile;
import io.holdfast.input.Source;
import io.holdfast.record.Pulse;
import io.holdfast.record.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Text files: plain ones, {@code .gz} and {@code .bz2}. */
public final class TextSource implements Source {
  /** The configuration key of the {@link Tokenizer}'s name. */
  public static final String TOKENIZER = "holdfast.input.tokenizer";

  /** The configuration key that says whether upper and lower case are one. */
  public static final String IGNORE_CASE = "holdfast.input.ignore-case";

  /** A sample takes few words at each of many places. */
  private static final int SAMPLE_WINDOW_BYTES = 32 << 10;

  private final Configuration conf;
  private final Tokenizer tokenizer;
  private final boolean ignoreCase;
  private final long wordLimit;

  /** Reads the settings of a job or task. */
  public TextSource(Configuration conf) {
    this.conf = conf;
    this.tokenizer = conf.getEnum(TOKENIZER, Tokenizer.UNICODE);
    this.ignoreCase = conf.getBoolean(IGNORE_CASE, false);
    this.wordLimit = Keys.WORD_LIMIT_BYTES.get(conf);
  }

  @Override
  public Schema schema() {
    return WordReader.SCHEMA;
  }

  /** A compressed file is read as a whole. */
  @Override
  public boolean isSplittable(Path path) {
    return Archive.of(path.toString()).isEmpty();
  }

  @Override
  public BatchReader open(FileRange range, Pulse pulse) throws IOException {
    return open(range, pulse, WordReader.WINDOW_BYTES);
  }

  @Override
  public SampledFile openForSample(Path path, Pulse pulse) {
    return new ReopenedFile(path, range -> open(range, pulse, SAMPLE_WINDOW_BYTES));
  }

  private BatchReader open(FileRange range, Pulse pulse, int windowBytes) throws IOException {
    Path path = range.path();
    FSDataInputStream file = PulsedStream.open(path.getFileSystem(conf), path, pulse);
    try {
      WordReader words = open(range, file, pulse, windowBytes);
      boolean segment = tokenizer == Tokenizer.WORD;
      return segment || ignoreCase
          ? new RefinedWordReader(words, new WordRefiner(segment, ignoreCase))
          : words;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private WordReader open(FileRange range, FSDataInputStream file, Pulse pulse, int windowBytes)
      throws IOException {
    String path = range.path().toString();
    Optional<Archive> archive = Archive.of(path);
    if (archive.isPresent()) {
      InputStream decoded = archive.get().open(path, file, pulse);
      return new WordReader(
          path, decoded, 0, Long.MAX_VALUE, tokenizer.separators(), wordLimit, windowBytes);
    }
    file.seek(WordReader.firstByte(range.start()));
    return new WordReader(
        path, file, range.start(), range.length(), tokenizer.separators(), wordLimit, windowBytes);
  }
}
