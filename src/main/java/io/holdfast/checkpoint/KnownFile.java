package io.holdfast.checkpoint;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.apache.hadoop.fs.FileStatus;

/**
 * An input file whose partial states are kept.
 *
 * @param path of the file
 * @param length in bytes, when it was read
 * @param modified when it was changed last before, in milliseconds since 1970
 * @param checksum of its content; empty where nobody has asked for it
 * @param id stands for the file in keys, see {@link io.holdfast.shuffle.FileKeys}
 */
@JsonPropertyOrder({"path", "length", "modified", "checksum", "id"})
public record KnownFile(String path, long length, long modified, String checksum, long id) {
  /** Returns the same with another number. */
  public KnownFile withId(long other) {
    return new KnownFile(path, length, modified, checksum, other);
  }

  /**
   * Says whether a file is still as it was read.
   *
   * @param content its checksum now; empty where nobody asks for it
   */
  public boolean isSame(FileStatus now, String content) {
    return length == now.getLen()
        && modified == now.getModificationTime()
        && (content.isEmpty() || content.equals(checksum));
  }
}
