package io.holdfast.aggregate;

/** Checks that all values of a group have come: a partitioner may have sent them elsewhere. */
final class Completeness {
  private long values;
  private long seen;

  void begin(long expected) {
    values = expected;
    seen = 0;
  }

  /** Takes a value that occurs so often. Returns how many came before it. */
  long add(long times) {
    long before = seen;
    seen += times;
    return before;
  }

  /** Returns how many are expected. */
  long values() {
    return values;
  }

  void require() {
    if (seen != values) {
      throw new IllegalStateException("expected " + values + " values, got " + seen);
    }
  }
}
