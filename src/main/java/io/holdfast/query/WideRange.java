package io.holdfast.query;

import io.holdfast.record.Batch;
import io.holdfast.record.WideVector;
import java.math.BigInteger;

/** Whether a 128-bit value is within constant bounds. */
final class WideRange extends Condition {
  private final Expression operand;
  private final long[] low;
  private final long[] high;

  WideRange(Expression operand, Bounds bounds) {
    this.operand = operand;
    this.low = halves(bounds.within(true).low());
    this.high = halves(bounds.within(true).high());
  }

  private static long[] halves(BigInteger value) {
    return new long[] {value.shiftRight(Long.SIZE).longValueExact(), value.longValue()};
  }

  @Override
  void test(Batch batch, byte[] truth) {
    WideVector vector = (WideVector) operand.evaluate(batch);
    long[] highs = vector.high();
    long[] lows = vector.low();
    int size = batch.size();
    for (int row = 0; row < size; row++) {
      truth[row] =
          Wide.compare(highs[row], lows[row], low[0], low[1]) >= 0
                  && Wide.compare(highs[row], lows[row], high[0], high[1]) <= 0
              ? TRUE
              : FALSE;
    }
    spreadNulls(vector, size, truth);
  }
}
