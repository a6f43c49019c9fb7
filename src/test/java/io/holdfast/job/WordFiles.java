package io.holdfast.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

/** Text files below a directory, and what their words add up to by the JDK's own means. */
final class WordFiles {
  private static final List<String> WORDS =
      List.of("a", "to", "Zürich", "日本語", "\u200b", "😀", "\u0000", "word", "\\N", "pneumonia");

  /** All that Python's str.split() takes for white space. */
  private static final String SPACES =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  private final Path directory;
  private final SortedMap<byte[], Long> counts = new TreeMap<>(Arrays::compareUnsigned);

  WordFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  Path directory() {
    return directory;
  }

  /** Adds a file, compressed as its name says. */
  void add(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (OutputStream file = Files.newOutputStream(directory.resolve(name));
        OutputStream out = compress(name, file)) {
      out.write(bytes);
    }
    for (String word : text.split("[" + SPACES + "]+")) {
      if (!word.isEmpty()) {
        counts.merge(word.getBytes(StandardCharsets.UTF_8), 1L, Long::sum);
      }
    }
  }

  private static OutputStream compress(String name, OutputStream file) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(file);
    }
    if (name.endsWith(".bz2")) {
      BZip2Codec codec = new BZip2Codec();
      codec.setConf(new Configuration());
      return codec.createOutputStream(file);
    }
    return file;
  }

  /** Returns words, some of them of many letters, with one to three white spaces between. */
  static String randomText(int words, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      if (random.nextInt(3) == 0) {
        text.append(random.nextInt(500));
      }
      for (int spaces = 1 + random.nextInt(3); spaces > 0; spaces--) {
        text.append(SPACES.charAt(random.nextInt(SPACES.length())));
      }
    }
    return text.toString();
  }

  /** Returns the lines of the result, in order, as characters of eight bits. */
  List<String> lines() {
    return counts.entrySet().stream()
        .map(e -> new String(e.getKey(), StandardCharsets.ISO_8859_1) + "\t" + e.getValue())
        .toList();
  }

  long words() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
