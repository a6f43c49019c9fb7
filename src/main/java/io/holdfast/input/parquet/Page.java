package io.holdfast.input.parquet;

import org.apache.parquet.format.Encoding;

/**
 * A page, decompressed.
 *
 * @param count its values, nulls among them; at least 0
 * @param encoding of the values
 * @param levels definition levels; empty for a required column
 * @param values the values
 * @param checked whether the bytes are those that were written, as a checksum tells
 */
record Page(int count, Encoding encoding, Slice levels, Slice values, boolean checked) {
  Page {
    if (count < 0) {
      throw new Damage("a page of %d values", count);
    }
    if (encoding == null) {
      throw new Damage("a page of an unknown encoding");
    }
  }

  boolean usesDictionary() {
    return encoding == Encoding.PLAIN_DICTIONARY || encoding == Encoding.RLE_DICTIONARY;
  }
}
