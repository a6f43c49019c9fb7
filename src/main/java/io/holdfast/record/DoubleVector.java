package io.holdfast.record;

/** FLOAT (widened) and DOUBLE values. */
public final class DoubleVector extends Vector {
  private final double[] values;

  public DoubleVector(Type type, int capacity) {
    super(type, capacity);
    this.values = new double[capacity];
  }

  public double[] values() {
    return values;
  }

  @Override
  void moveValue(int from, int to) {
    values[to] = values[from];
  }
}
