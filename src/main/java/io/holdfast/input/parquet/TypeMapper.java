package io.holdfast.input.parquet;

import io.holdfast.record.Type;
import io.holdfast.record.Type.Storage;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeographyLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.GeometryLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.LogicalTypeAnnotationVisitor;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Finds what the values of a Parquet type become; empty where they cannot be read. */
final class TypeMapper implements LogicalTypeAnnotationVisitor<ValueShape> {
  private static final int UNSIGNED_LONG_DIGITS = 20;
  private static final int NANOS = 9;

  private final PrimitiveType type;

  private TypeMapper(PrimitiveType type) {
    this.type = type;
  }

  static Optional<ValueShape> map(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    TypeMapper mapper = new TypeMapper(type);
    return annotation == null ? Optional.of(mapper.plain()) : annotation.accept(mapper);
  }

  private ValueShape plain() {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> ValueShape.of(Type.BOOLEAN);
      case INT32, INT64 -> ValueShape.of(Type.LONG);
      case INT96 -> new ValueShape(Type.timestamp(NANOS), Conversions::int96);
      case FLOAT -> ValueShape.of(Type.FLOAT);
      case DOUBLE -> ValueShape.of(Type.DOUBLE);
      case BINARY -> ValueShape.of(Type.BINARY);
      case FIXED_LEN_BYTE_ARRAY -> ValueShape.of(Type.BINARY);
    };
  }

  @Override
  public Optional<ValueShape> visit(StringLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.TEXT));
  }

  @Override
  public Optional<ValueShape> visit(EnumLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.TEXT));
  }

  @Override
  public Optional<ValueShape> visit(JsonLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.TEXT));
  }

  @Override
  public Optional<ValueShape> visit(BsonLogicalTypeAnnotation annotation) {
    return Optional.of(plain());
  }

  @Override
  public Optional<ValueShape> visit(GeometryLogicalTypeAnnotation annotation) {
    return Optional.of(plain());
  }

  @Override
  public Optional<ValueShape> visit(GeographyLogicalTypeAnnotation annotation) {
    return Optional.of(plain());
  }

  @Override
  public Optional<ValueShape> visit(UnknownLogicalTypeAnnotation annotation) {
    return Optional.of(plain());
  }

  @Override
  public Optional<ValueShape> visit(UUIDLogicalTypeAnnotation annotation) {
    return Optional.of(new ValueShape(Type.TEXT, Conversions::uuid));
  }

  @Override
  public Optional<ValueShape> visit(Float16LogicalTypeAnnotation annotation) {
    return Optional.of(new ValueShape(Type.FLOAT, Conversions::halfFloat));
  }

  @Override
  public Optional<ValueShape> visit(DateLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.DATE));
  }

  @Override
  public Optional<ValueShape> visit(TimeLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.time(digits(annotation.getUnit()))));
  }

  @Override
  public Optional<ValueShape> visit(TimestampLogicalTypeAnnotation annotation) {
    return Optional.of(ValueShape.of(Type.timestamp(digits(annotation.getUnit()))));
  }

  private static int digits(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 3;
      case MICROS -> 6;
      case NANOS -> NANOS;
    };
  }

  @Override
  public Optional<ValueShape> visit(IntLogicalTypeAnnotation annotation) {
    if (annotation.isSigned() || annotation.getBitWidth() < Integer.SIZE) {
      return Optional.of(ValueShape.of(Type.LONG));
    }
    return Optional.of(
        annotation.getBitWidth() == Integer.SIZE
            ? new ValueShape(Type.LONG, Conversions::unsignedInt)
            : new ValueShape(Type.decimal(UNSIGNED_LONG_DIGITS, 0), Conversions::unsignedLong));
  }

  @Override
  public Optional<ValueShape> visit(DecimalLogicalTypeAnnotation annotation) {
    if (annotation.getPrecision() > Type.MAX_PRECISION) {
      return Optional.empty();
    }
    Type decimal = Type.decimal(annotation.getPrecision(), annotation.getScale());
    boolean narrow = decimal.storage() == Storage.LONGS;
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    if (name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64) {
      return Optional.of(new ValueShape(decimal, narrow ? null : Decimals::widen));
    }
    return Optional.of(new ValueShape(decimal, narrow ? Decimals::narrow : Decimals::wide));
  }
}
