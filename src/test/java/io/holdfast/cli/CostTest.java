package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of its cost. */
class CostTest {
  /** 8,000 words, 1,000 of them distinct. */
  private static final byte[] TEXT = text();

  @TempDir Path folder;
  @RegisterExtension final Console command = new Console();

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8000; i++) {
      text.append("word").append(1000 + i % 1000).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aTableThatHoldsAll() throws IOException {
    JsonNode cost = cost(Files.write(folder.resolve("text"), TEXT));
    assertThat(cost.path("BYTES_READ").asLong()).isEqualTo(TEXT.length);
    assertThat(cost.path("TABLE_HITS").asLong()).isEqualTo(7000);
    assertThat(cost.path("TABLE_FLUSHES").asLong()).isZero();
    assertThat(cost.path("STATES_OUT").asLong()).isEqualTo(1000);
    assertThat(cost.path("SPILLED_BYTES").asLong()).isZero();
    assertThat(cost.path("SHUFFLED_BYTES").asLong()).isBetween(1000L * 10, 1000L * 20);
    for (String time : new String[] {"READ_MS", "MAP_MS", "SEND_MS", "REDUCE_MS"}) {
      assertThat(cost.path(time).asLong(-1)).as(time).isBetween(0L, 60_000L);
    }
  }

  @Test
  void aTableThatIsTooSmall() throws IOException {
    Path text = Files.write(folder.resolve("text"), TEXT);
    JsonNode cost = cost(text, "-Dholdfast.map.table-bytes=1");
    long sent = cost.path("STATES_OUT").asLong();
    assertThat(sent).isBetween(1001L, 8000L);
    assertThat(cost.path("TABLE_HITS").asLong()).isEqualTo(8000 - sent);
    assertThat(cost.path("TABLE_FLUSHES").asLong()).isPositive();
    assertThat(cost.path("SPILLED_BYTES").asLong()).isPositive();
  }

  @Test
  void theBytesOfAnArchiveAreThoseOfItsFile() throws IOException {
    Path archive = folder.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(TEXT);
    }
    assertThat(cost(archive).path("BYTES_READ").asLong()).isEqualTo(Files.size(archive));
  }

  @Test
  void peopleAreToldByStage() throws IOException {
    Path text = Files.write(folder.resolve("text"), TEXT);
    Path output = folder.resolve("out");
    assertThat(command.run("wordcount", "--verbose", text, output)).isZero();
    assertThat(command.err())
        .containsPattern("(?m)^read    0\\.1 MB in \\d+\\.\\d s, \\d+ MB/s$")
        .containsPattern(
            "(?m)^map     8000 rows in \\d+\\.\\d s, \\d+ rows/s;"
                + " 87\\.5 % were in the table, 0 flushes$")
        .containsPattern("(?m)^send    1000 states in \\d+\\.\\d s, 0\\.0 MB spilled$")
        .containsPattern("(?m)^shuffle 0\\.0 MB$")
        .containsPattern("(?m)^reduce  1000 groups in \\d+\\.\\d s, 0\\.0 MB written$");
  }

  private JsonNode cost(Path input, String... settings) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("wordcount", "--json", "--quiet"));
    Collections.addAll(arguments, (Object[]) settings);
    Collections.addAll(arguments, input, folder.resolve("out"));
    assertThat(command.run(arguments.toArray())).as("%s", command.err()).isZero();
    return new ObjectMapper().readTree(command.out()).path("cost");
  }
}
