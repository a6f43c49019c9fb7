package io.holdfast.output;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;

/** The one form of JSON in this package: ASCII, fields in declared order, line feeds. */
final class OutputJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));

  private OutputJson() {}

  /** Writes a file's content: indented, with a line end. */
  static byte[] toFile(Object value) throws IOException {
    byte[] json = PRETTY.writeValueAsBytes(value);
    byte[] file = Arrays.copyOf(json, json.length + 1);
    file[json.length] = '\n';
    return file;
  }

  /** Writes one line, fit for a configuration value. */
  static String toLine(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  /** Reads a value in which no field may be missing, null or unknown. */
  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }

  /** Returns an object's field {@code version}, or 0 where it has none. */
  static int readVersion(byte[] json) throws IOException {
    return MAPPER.readTree(json).path("version").asInt();
  }
}
