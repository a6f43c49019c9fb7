package io.holdfast.input.text;

import io.holdfast.config.Keys;
import io.holdfast.input.BatchReader;
import io.holdfast.input.FileRange;
import io.holdfast.input.Source;
import io.holdfast.input.text.ArchiveStream.RawStream;
import io.holdfast.record.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Text files, plain ones and those that a Hadoop codec knows by their name's ending. */
public final class TextSource implements Source {
  /** The configuration key of the {@link Tokenizer}'s name. */
  public static final String TOKENIZER = "holdfast.input.tokenizer";

  /** The configuration key that says whether upper and lower case are one. */
  public static final String IGNORE_CASE = "holdfast.input.ignore-case";

  private final Configuration conf;
  private final CompressionCodecFactory codecs;
  private final Tokenizer tokenizer;
  private final boolean ignoreCase;
  private final long wordLimit;

  /** Reads the settings of a job or task. */
  public TextSource(Configuration conf) {
    this.conf = conf;
    this.codecs = new CompressionCodecFactory(conf);
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
    return codecs.getCodec(path) == null;
  }

  @Override
  public BatchReader open(FileRange range) throws IOException {
    Optional<CompressionCodec> codec = Optional.ofNullable(codecs.getCodec(range.path()));
    FSDataInputStream file = range.path().getFileSystem(conf).open(range.path());
    try {
      WordReader words =
          codec.isPresent() ? openArchive(range, file, codec.get()) : open(range, file);
      boolean segment = tokenizer == Tokenizer.WORD;
      return segment || ignoreCase
          ? new RefinedWordReader(words, new WordRefiner(segment, ignoreCase))
          : words;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private WordReader open(FileRange range, FSDataInputStream file) throws IOException {
    file.seek(WordReader.firstByte(range.start()));
    return new WordReader(
        range.path().toString(),
        file,
        range.start(),
        range.length(),
        tokenizer.separators(),
        wordLimit);
  }

  private WordReader openArchive(FileRange range, InputStream file, CompressionCodec codec)
      throws IOException {
    String path = range.path().toString();
    RawStream raw = new RawStream(file);
    InputStream decoded = new ArchiveStream(path, raw, codec.createInputStream(raw));
    return new WordReader(path, decoded, 0, Long.MAX_VALUE, tokenizer.separators(), wordLimit);
  }
}
