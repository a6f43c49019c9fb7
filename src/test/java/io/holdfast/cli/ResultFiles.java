package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a local run left behind. */
final class ResultFiles {
  /** Malformed records, below the output. */
  static final String QUARANTINE = "_quarantine/part-r-00000.parquet";

  private ResultFiles() {}

  /** Returns each file with rows, a character a byte, by its path: parts, and what is set aside. */
  static Map<String, String> parts(Path output) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        parts.put(
            output.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return parts;
  }

  /** Gives an output's manifest the seal that its content must have, as its maker would. */
  static void seal(Path output) throws Exception {
    Path manifest = output.resolve("_SUCCESS");
    JsonMapper mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    ObjectNode node = (ObjectNode) mapper.readTree(Files.readString(manifest));
    String open = mapper.writeValueAsString(node.put("seal", ""));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(open.getBytes("UTF-8"));
    Files.writeString(
        manifest, mapper.writeValueAsString(node.put("seal", HexFormat.of().formatHex(digest))));
  }

  /** Returns the lines of all parts, sorted. */
  static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; Files.exists(output.resolve("part-r-0000" + i)); i++) {
      lines.addAll(Files.readAllLines(output.resolve("part-r-0000" + i)));
    }
    return lines.stream().sorted().toList();
  }

  /** Returns columns of the quarantine, grouped by holdfast itself, and how many rows have them. */
  static List<String> quarantined(Console command, Path output, String columns) throws IOException {
    Path grouped = Files.createTempDirectory(output.getParent(), "grouped").resolve("out");
    assertThat(
            command.run(
                "aggregate",
                "--group-by",
                columns,
                "--agg",
                "count(*) AS n",
                output.resolve(QUARANTINE),
                grouped))
        .as("%s", command.err())
        .isZero();
    return Files.readAllLines(grouped.resolve("part-r-00000"));
  }
}
