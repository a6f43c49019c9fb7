package io.holdfast.record;

import java.util.Arrays;

/**
 * What a reader found instead of a row. Rows that are lost together may share one object.
 *
 * @param length of what is malformed, in bytes
 * @param reason what is wrong, for example {@code word: not UTF-8 at byte 3}; the same wherever the
 *     file is cut and whatever JDK reads it
 * @param raw its first bytes; more than {@link #MAX_RAW_BYTES} are cut off
 */
public record Malformed(long length, String reason, byte[] raw) {
  /** How many of a record's bytes are kept. */
  public static final int MAX_RAW_BYTES = 1024;

  public Malformed {
    raw = raw.length > MAX_RAW_BYTES ? Arrays.copyOf(raw, MAX_RAW_BYTES) : raw;
  }
}
