package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * One file of an output.
 *
 * @param name path below the output: of a part, without a directory
 * @param rows without the header
 * @param bytes the file's length
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 */
@JsonPropertyOrder({"name", "rows", "bytes", "sha256"})
public record Part(String name, long rows, long bytes, String sha256) {
  /** Returns the same but for the number of rows, which lines do not tell in a binary file. */
  Part withRows(long other) {
    return new Part(name, other, bytes, sha256);
  }

  /** Returns the file name of a reduce task's part, for example {@code part-r-00007}. */
  public static String nameOf(int partition) {
    return String.format(Locale.ROOT, "part-r-%05d", partition);
  }
}
