package io.holdfast.shuffle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of key bytes, the same on every JVM: eight bytes a step, multiplied and folded,
 * with the final mix of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, OOPSLA 2014). It decides which reducer gets a key, so it must never change.
 */
public final class KeyHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int FOLD = 32;

  private KeyHash() {}

  /** Hashes a slice of an array. */
  public static long hash(byte[] bytes, int start, int length) {
    long hash = length;
    int at = start;
    int rest = length;
    for (; rest >= Long.BYTES; rest -= Long.BYTES, at += Long.BYTES) {
      hash = step(hash, (long) LONGS.get(bytes, at));
    }
    if (rest > 0) {
      hash = step(hash, head(bytes, at, rest));
    }
    return mix(hash);
  }

  /** Returns the first bytes, at most 8, as a little-endian number, zeros behind them. */
  public static long head(byte[] bytes, int start, int length) {
    if (length >= Long.BYTES) {
      return (long) LONGS.get(bytes, start);
    }
    if (start + Long.BYTES <= bytes.length) {
      return length == 0
          ? 0
          : (long) LONGS.get(bytes, start) & -1L >>> Long.SIZE - Byte.SIZE * length;
    }
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[start + i] & 0xff;
    }
    return value;
  }

  private static long step(long hash, long next) {
    long product = (hash ^ next) * MULTIPLIER;
    return product ^ product >>> FOLD;
  }

  /** Spreads every bit of a number over all bits of the result. */
  public static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
