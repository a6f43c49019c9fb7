package io.holdfast.input.parquet;

import io.holdfast.record.Type;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Chooses the reader for a physical type in an encoding. */
final class ValueReaders {
  private static final int INT96_BYTES = 12;

  private ValueReaders() {}

  /** Returns the type of vector that values are read into before any conversion. */
  static Type rawType(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN, INT32, INT64 -> Type.LONG;
      case FLOAT, DOUBLE -> Type.DOUBLE;
      case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> Type.BINARY;
    };
  }

  /** Returns the bytes that a PLAIN value takes; for BYTE_ARRAY the least, for BOOLEAN 0. */
  static int plainWidth(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> 0;
      case INT32, FLOAT, BINARY -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case INT96 -> INT96_BYTES;
      case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
    };
  }

  static ValueReader plain(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> new PlainBooleans();
      case INT32, INT64 -> new PlainIntegers(plainWidth(type));
      case FLOAT, DOUBLE -> new PlainDoubles(plainWidth(type));
      case BINARY -> new PlainSlices();
      case INT96, FIXED_LEN_BYTE_ARRAY -> new FixedSlices(plainWidth(type));
    };
  }

  /** Returns a new reader for an encoding without a dictionary. */
  static ValueReader create(Encoding encoding, PrimitiveType type) {
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    ValueReader reader =
        switch (encoding) {
          case PLAIN -> plain(type);
          case RLE -> name == PrimitiveTypeName.BOOLEAN ? new HybridBooleans() : null;
          case DELTA_BINARY_PACKED -> deltas(name);
          case DELTA_LENGTH_BYTE_ARRAY ->
              name == PrimitiveTypeName.BINARY ? new DeltaLengthSlices() : null;
          case DELTA_BYTE_ARRAY -> prefixes(name);
          case BYTE_STREAM_SPLIT -> streams(type);
          case BIT_PACKED, PLAIN_DICTIONARY, RLE_DICTIONARY -> null;
        };
    if (reader == null) {
      throw new Damage("the encoding %s of %s values", encoding, name);
    }
    return reader;
  }

  private static ValueReader deltas(PrimitiveTypeName name) {
    return switch (name) {
      case INT32 -> new DeltaIntegers(true);
      case INT64 -> new DeltaIntegers(false);
      case BOOLEAN, INT96, FLOAT, DOUBLE, BINARY, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  private static ValueReader prefixes(PrimitiveTypeName name) {
    return switch (name) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> new DeltaPrefixSlices();
      case BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE -> null;
    };
  }

  private static ValueReader streams(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> new SplitStreams(plainWidth(type));
      case BOOLEAN, INT96, BINARY -> null;
    };
  }
}
