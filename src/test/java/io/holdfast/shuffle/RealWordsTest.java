package io.holdfast.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The partitioner's balance over the words of this project's own sources and texts. */
class RealWordsTest {
  @Test
  void wordsAreSpreadEvenly() throws IOException {
    Set<String> words = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        words.addAll(Arrays.asList(text.split("\\s+")));
      }
    }
    assertThat(words).hasSizeGreaterThan(10_000);
    for (int reducers : new int[] {2, 7, 32}) {
      int[] load = new int[reducers];
      for (String word : words) {
        byte[] bytes = ("\u0001" + word).getBytes(StandardCharsets.UTF_8);
        GroupKey key = new GroupKey();
        key.set(bytes, 0, bytes.length);
        load[new HashPartitioner().getPartition(key, null, reducers)]++;
      }
      double mean = (double) words.size() / reducers;
      double bound = mean + 5 * Math.sqrt(mean);
      assertThat((double) Arrays.stream(load).max().orElseThrow()).isLessThan(bound);
    }
  }
}
