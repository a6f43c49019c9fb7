package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Words over the limit, many of them across the splits' borders, through the commands. */
class LongWordsTest {
  private static final int LIMIT = 100;
  private static final int MALFORMED = 60;

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> malformed = new ArrayList<>();
  private byte[] text;
  private Path input;
  private int runs;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(4);
    StringBuilder words = new StringBuilder();
    while (malformed.size() < MALFORMED) {
      int length = random.nextInt(8) == 0 ? LIMIT + random.nextInt(2) : 1 + random.nextInt(3000);
      String word = random.nextInt(6) > 0 ? "w" + random.nextInt(9) : "x".repeat(length);
      if (word.length() > LIMIT) {
        String raw = word.substring(0, Math.min(1024, word.length()));
        String reason = "word: longer than holdfast.input.word-limit-bytes=" + LIMIT;
        malformed.add(words.length() + "\t" + word.length() + "\t" + reason + "\t" + raw + "\t1");
      } else {
        counts.merge(word, 1L, Long::sum);
      }
      words.append(word).append(random.nextBoolean() ? '\n' : ' ');
    }
    text = words.toString().getBytes(StandardCharsets.US_ASCII);
    input = Files.write(folder.resolve("in.txt"), text);
  }

  @Test
  void eachIsSetAsideOnceForAnySplitsReducersAndTokenizers() throws IOException {
    byte[] first = requireSetAside("--reducers", 1, split(1_000_000));
    for (List<Object> options :
        List.<List<Object>>of(
            List.of(split(5_000)),
            List.of(split(5_001), "--reducers", 3, "--tokenizer", "ascii"),
            List.of(split(9_999), "--tokenizer", "word"),
            List.of(split(9_998), "--ignore-case"))) {
      assertThat(requireSetAside(options.toArray())).isEqualTo(first);
    }
  }

  @Test
  void theirPlacesInAnArchiveAreThoseOfItsContent() throws IOException {
    input = folder.resolve("in.txt.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(input))) {
      gzip.write(text);
    }
    requireSetAside();
  }

  private static String split(int bytes) {
    return "-Dmapreduce.input.fileinputformat.split.maxsize=" + bytes;
  }

  private byte[] requireSetAside(Object... options) throws IOException {
    Path output = folder.resolve("out" + runs++);
    List<Object> words =
        new ArrayList<>(
            List.of("wordcount", "-Dholdfast.input.word-limit-bytes=" + LIMIT, "--max-bad", 60));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of(input, output));
    assertThat(command.run(words.toArray())).as("%s", command.err()).isZero();
    assertThat(ResultFiles.lines(output))
        .containsExactlyInAnyOrderElementsOf(
            counts.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
    assertThat(ResultFiles.quarantined(command, output, "offset,length,reason,raw"))
        .isEqualTo(malformed);
    return Files.readAllBytes(output.resolve(ResultFiles.QUARANTINE));
  }
}
