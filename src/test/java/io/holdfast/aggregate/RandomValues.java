package io.holdfast.aggregate;

import io.holdfast.record.Type;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Supplier;

/** Makes values of a type: of a few families, so that sums round, overflow and cancel. */
final class RandomValues implements Supplier<Object> {
  private static final int FAMILIES = 8;

  private final Type type;
  private final Random random;
  private final int family;
  private double last;

  RandomValues(Type type, Random random) {
    this.type = type;
    this.random = random;
    this.family = random.nextInt(FAMILIES);
  }

  @Override
  public Object get() {
    return switch (type.kind()) {
      case BOOLEAN -> BigInteger.valueOf(random.nextInt(2));
      case LONG -> nextInteger(Long.SIZE - 1);
      case DATE, TIME, TIMESTAMP -> nextInteger(40);
      case DECIMAL -> nextInteger(256).remainder(BigInteger.TEN.pow(type.precision()));
      case FLOAT -> (double) (float) nextDouble();
      case DOUBLE -> nextDouble();
      case TEXT, BINARY -> nextBytes();
    };
  }

  private BigInteger nextInteger(int maxBits) {
    int bits = family == 0 ? maxBits : random.nextInt(maxBits + 1);
    BigInteger magnitude = new BigInteger(bits, random);
    boolean isNegative = family == 0 ? magnitude.testBit(0) : random.nextBoolean();
    // As two's complement does: one more negative number than there are positive ones.
    return isNegative ? magnitude.not() : magnitude;
  }

  private String nextBytes() {
    int digits = 2 * random.nextInt(family == 0 ? 300 : 6);
    StringBuilder hex = new StringBuilder();
    while (hex.length() < digits) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  private double nextDouble() {
    last =
        switch (family) {
          case 0 -> random.nextInt(1_000_000) / 100.0;
          case 1 -> finiteBits();
          case 2 -> random.nextInt(3) == 0 ? -last : finiteBits();
          case 3 -> Math.scalb(random.nextInt(5) - 2, random.nextInt(120));
          case 4 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(20) - 1070);
          case 5 -> Math.scalb(random.nextDouble() - 0.5, 1020 + random.nextInt(5));
          case 6 -> random.nextInt(10) == 0 ? special() : random.nextGaussian();
          default -> random.nextInt(5) - 2 + Math.scalb(random.nextInt(3), -random.nextInt(60));
        };
    return last;
  }

  private double finiteBits() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : -0.0;
  }

  private double special() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1, 2, 3 -> -0.0;
      case 4 -> Double.POSITIVE_INFINITY;
      default -> random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    };
  }
}
