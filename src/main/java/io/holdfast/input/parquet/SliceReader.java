package io.holdfast.input.parquet;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Vector;

/**
 * Reads values that lie in the page as they are: the rows become slices of it wherever they can.
 */
abstract class SliceReader extends ValueReader {
  @Override
  final void read(Vector out, int row, int count) {
    BytesVector rows = (BytesVector) out;
    if (row == 0) {
      rows.wrap(in.bytes());
    }
    read(rows, row, count);
  }

  abstract void read(BytesVector out, int row, int count);

  /** Makes a row the page's next bytes: a slice, or a copy if other rows are not slices of it. */
  final void put(BytesVector out, int row, int length) {
    int start = in.skip(length);
    if (out.data() == in.bytes()) {
      out.setSlice(row, start, length);
    } else {
      out.append(row, in.bytes(), start, length);
    }
  }
}
