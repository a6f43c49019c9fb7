package io.holdfast.aggregate;

import io.holdfast.record.BytesVector;
import io.holdfast.record.DoubleVector;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import io.holdfast.record.WideVector;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/**
 * Values of vectors as objects, and back: BigInteger for integers and unscaled decimals, Double,
 * and hexadecimal text for bytes, which sorts as the unsigned bytes do.
 */
final class Cells {
  private static final HexFormat HEX = HexFormat.of();

  private Cells() {}

  static Vector vector(Type type, List<?> values) {
    Vector vector = Vector.create(type, Math.max(values.size(), 1));
    for (int row = 0; row < values.size(); row++) {
      set(vector, row, values.get(row));
    }
    return vector;
  }

  private static void set(Vector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (vector instanceof LongVector longs) {
      longs.values()[row] = ((BigInteger) value).longValueExact();
    } else if (vector instanceof DoubleVector doubles) {
      doubles.values()[row] = (Double) value;
    } else if (vector instanceof WideVector wides) {
      wides.set(row, (BigInteger) value);
    } else if (vector instanceof BytesVector slices) {
      byte[] bytes = HEX.parseHex((String) value);
      slices.append(row, bytes, 0, bytes.length);
    }
  }

  static Object get(Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    } else if (vector instanceof LongVector longs) {
      return BigInteger.valueOf(longs.values()[row]);
    } else if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    } else if (vector instanceof WideVector wides) {
      return wides.get(row);
    }
    return HEX.formatHex(((BytesVector) vector).get(row));
  }
}
