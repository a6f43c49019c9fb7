package io.holdfast.input.parquet;

import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;

/**
 * A Parquet type with random values for it.
 *
 * @param physical its declaration before the column's name
 * @param logical its annotation in brackets, or nothing
 * @param type what it is read as
 * @param values makes a value as it is written and as it is expected to be read
 */
record TypeCase(String physical, String logical, Type type, Function<Random, Sample> values) {

  /** Half floats and their values, as IEEE 754 lists them. */
  private static final int[] HALVES = {
    0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x3555, 0x7c00, 0xfc00, 0x7e00
  };

  private static final double[] HALF_VALUES = {
    0.0,
    -0.0,
    1.0,
    -2.0,
    65504.0,
    0x1p-14,
    0x3ffp-24,
    0x1p-24,
    0.333251953125,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  /** A value to give to the writer, and the same value as {@link Rows#value} returns it. */
  record Sample(Object written, Object expected) {
    static Sample same(Object value) {
      return new Sample(value, value);
    }

    static Sample of(int value) {
      return new Sample(value, (long) value);
    }

    static Sample bytes(byte[] value) {
      return new Sample(Binary.fromConstantByteArray(value), Rows.latin(value));
    }
  }

  String declare(String repetition, String name) {
    return repetition + " " + physical + " " + name + " " + logical + ";\n";
  }

  private static TypeCase of(
      String physical, String logical, Type type, Function<Random, Sample> values) {
    return new TypeCase(physical, logical, type, values);
  }

  private static Sample text(Random random) {
    String text = "v" + "é".repeat(random.nextInt(4)) + Long.toString(random.nextLong(), 36);
    return Sample.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] randomBytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Sample uuid(Random random) {
    UUID uuid = new UUID(random.nextLong(), random.nextLong());
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return new Sample(Binary.fromConstantByteArray(bytes.array()), uuid.toString());
  }

  private static Sample half(Random random) {
    int index = random.nextInt(HALVES.length);
    byte[] bytes = {(byte) HALVES[index], (byte) (HALVES[index] >> 8)};
    return new Sample(Binary.fromConstantByteArray(bytes), HALF_VALUES[index]);
  }

  private static Sample int96(Random random) {
    long nanos = random.nextLong();
    Instant instant = Instant.EPOCH.plusNanos(nanos);
    Instant midnight = instant.truncatedTo(ChronoUnit.DAYS);
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(ChronoUnit.NANOS.between(midnight, instant));
    LocalDate day = LocalDate.EPOCH.plusDays(midnight.getEpochSecond() / 86_400);
    bytes.putInt((int) JulianFields.JULIAN_DAY.getFrom(day));
    return new Sample(Binary.fromConstantByteArray(bytes.array()), nanos);
  }

  private static Sample unsignedLong(Random random) {
    long bits = random.nextLong();
    return new Sample(bits, new BigInteger(Long.toUnsignedString(bits)));
  }

  /** An unscaled value of some digits in the bytes that it needs, or in a fixed number of them. */
  private static Sample decimal(Random random, int digits, int fixed) {
    BigInteger bound = BigDecimal.TEN.pow(digits).toBigInteger();
    BigInteger size = new BigInteger(bound.bitLength(), random).mod(bound);
    BigInteger value = random.nextBoolean() ? size : size.negate();
    byte[] least = value.toByteArray();
    int length = fixed == 0 ? least.length : fixed;
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(least, 0, bytes, length - least.length, least.length);
    Object expected = digits <= 18 ? (Object) value.longValueExact() : value;
    return new Sample(Binary.fromConstantByteArray(bytes), expected);
  }

  /** Returns all types that can be read. */
  static List<TypeCase> all() {
    Function<Random, Sample> ints = r -> Sample.of(r.nextInt());
    Function<Random, Sample> longs = r -> Sample.same(r.nextLong());
    return List.of(
        of("boolean", "", Type.BOOLEAN, TypeCase::truth),
        of("int32", "", Type.LONG, ints),
        of("int64", "", Type.LONG, longs),
        of("int32", "(INTEGER(8,true))", Type.LONG, r -> Sample.of((byte) r.nextInt())),
        of("int32", "(INTEGER(16,false))", Type.LONG, r -> Sample.of(r.nextInt(1 << 16))),
        of("int32", "(INTEGER(32,false))", Type.LONG, TypeCase::unsignedInt),
        of("int64", "(INTEGER(64,true))", Type.LONG, longs),
        of("int64", "(INTEGER(64,false))", Type.decimal(20, 0), TypeCase::unsignedLong),
        of("int96", "", Type.timestamp(9), TypeCase::int96),
        of("float", "", Type.FLOAT, TypeCase::single),
        of("double", "", Type.DOUBLE, r -> Sample.same(Double.longBitsToDouble(r.nextLong() >> 1))),
        of("fixed_len_byte_array(2)", "(FLOAT16)", Type.FLOAT, TypeCase::half),
        of("binary", "", Type.BINARY, r -> Sample.bytes(randomBytes(r, r.nextInt(9)))),
        of("binary", "(STRING)", Type.TEXT, TypeCase::text),
        of("binary", "(ENUM)", Type.TEXT, TypeCase::text),
        of("binary", "(JSON)", Type.TEXT, TypeCase::text),
        of("binary", "(BSON)", Type.BINARY, TypeCase::text),
        of("fixed_len_byte_array(5)", "", Type.BINARY, r -> Sample.bytes(randomBytes(r, 5))),
        of("fixed_len_byte_array(16)", "(UUID)", Type.TEXT, TypeCase::uuid),
        of("int32", "(DECIMAL(9,2))", Type.decimal(9, 2), r -> Sample.of(r.nextInt(1_000_000_000))),
        of("int64", "(DECIMAL(18,3))", Type.decimal(18, 3), r -> Sample.same(r.nextLong() / 10)),
        of("binary", "(DECIMAL(10,2))", Type.decimal(10, 2), r -> decimal(r, 10, 0)),
        of("binary", "(DECIMAL(30,4))", Type.decimal(30, 4), r -> decimal(r, 30, 0)),
        of(
            "fixed_len_byte_array(16)",
            "(DECIMAL(18,0))",
            Type.decimal(18, 0),
            r -> decimal(r, 18, 16)),
        of(
            "fixed_len_byte_array(20)",
            "(DECIMAL(38,9))",
            Type.decimal(38, 9),
            r -> decimal(r, 38, 20)),
        of("int32", "(DATE)", Type.DATE, ints),
        of("int32", "(TIME(MILLIS,true))", Type.time(3), r -> Sample.of(r.nextInt(86_400_000))),
        of("int64", "(TIME(MICROS,false))", Type.time(6), longs),
        of("int64", "(TIME(NANOS,true))", Type.time(9), longs),
        of("int64", "(TIMESTAMP(MILLIS,true))", Type.timestamp(3), longs),
        of("int64", "(TIMESTAMP(MICROS,false))", Type.timestamp(6), longs),
        of("int64", "(TIMESTAMP(NANOS,true))", Type.timestamp(9), longs));
  }

  private static Sample truth(Random random) {
    boolean value = random.nextBoolean();
    return new Sample(value, value ? 1L : 0L);
  }

  private static Sample unsignedInt(Random random) {
    int bits = random.nextInt();
    return new Sample(bits, Integer.toUnsignedLong(bits));
  }

  private static Sample single(Random random) {
    float value = random.nextFloat();
    return new Sample(value, (double) value);
  }
}
