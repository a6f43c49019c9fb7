package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.LongVector;
import io.holdfast.record.Type;
import io.holdfast.record.Vector;
import java.util.Arrays;

/**
 * An expression that is true, false or unknown. Truth is kept in bytes, so that a condition of many
 * terms needs little memory and the connectives of three-valued logic are min, max and a
 * subtraction.
 */
public abstract class Condition implements Expression {
  static final byte FALSE = 0;
  static final byte UNKNOWN = 1;
  static final byte TRUE = 2;

  private byte[] truth;
  private LongVector result;

  /**
   * Writes the truth of each row.
   *
   * @param batch the rows
   * @param truth room for as many bytes as there are rows
   */
  abstract void test(Batch batch, byte[] truth);

  @Override
  public final Type type() {
    return Type.BOOLEAN;
  }

  /** Collects the rows where the condition is true, in order, and returns how many there are. */
  public final int select(Batch batch, int[] rows) {
    byte[] tested = tested(batch);
    int count = 0;
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      rows[count] = row;
      count += tested[row] >> 1;
    }
    return count;
  }

  @Override
  public final Vector evaluate(Batch batch) {
    byte[] tested = tested(batch);
    if (result == null) {
      result = new LongVector(Type.BOOLEAN, Batch.MAX_ROWS);
    }
    result.clear();
    long[] values = result.values();
    for (int row = 0; row < batch.size(); row++) {
      values[row] = tested[row] >> 1;
      if (tested[row] == UNKNOWN) {
        result.setNull(row);
      }
    }
    return result;
  }

  private byte[] tested(Batch batch) {
    if (truth == null) {
      truth = new byte[Batch.MAX_ROWS];
    }
    test(batch, truth);
    return truth;
  }

  /** Makes the rows unknown where an operand is null. */
  static void spreadNulls(Vector operand, int size, byte[] truth) {
    if (operand.mayHaveNulls()) {
      boolean[] nulls = operand.nulls();
      for (int row = 0; row < size; row++) {
        truth[row] = nulls[row] ? UNKNOWN : truth[row];
      }
    }
  }

  /** A condition that is the same in every row. */
  static Condition always(byte truth) {
    return new Condition() {
      @Override
      void test(Batch batch, byte[] out) {
        Arrays.fill(out, 0, batch.size(), truth);
      }
    };
  }
}
