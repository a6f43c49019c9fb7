package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Vector;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The entries of a column chunk's dictionary.
 *
 * @param entries in the column's type; never changed
 * @param size how many
 */
record Dictionary(Vector entries, int size) {

  /** Decodes a dictionary page, which is always PLAIN. */
  static Dictionary decode(Page page, PrimitiveType type, ValueShape shape) {
    try {
      return read(page, type, shape);
    } catch (Damage e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Damage("entries that cannot be decoded");
    }
  }

  private static Dictionary read(Page page, PrimitiveType type, ValueShape shape) {
    int size = page.count();
    if (page.encoding() != Encoding.PLAIN && page.encoding() != Encoding.PLAIN_DICTIONARY) {
      throw new Damage("a dictionary in the encoding %s", page.encoding());
    }
    int width = ValueReaders.plainWidth(type);
    if (width == 0 || (long) size * width > page.values().length()) {
      throw new Damage("%d entries in a dictionary of %d bytes", size, page.values().length());
    }
    ValueReader reader = ValueReaders.plain(type);
    reader.reset(page.values());
    Vector entries = Vector.create(shape.type(), size);
    if (shape.conversion() == null) {
      reader.read(entries, 0, size);
    } else {
      Vector raw = Vector.create(ValueReaders.rawType(type), size);
      reader.read(raw, 0, size);
      shape.conversion().convert(raw, size, entries, 0);
    }
    return new Dictionary(entries, size);
  }

  /** Returns the array that the entries are slices of; null where they are no slices. */
  byte[] bytes() {
    return entries instanceof BytesVector slices ? slices.data() : null;
  }
}
