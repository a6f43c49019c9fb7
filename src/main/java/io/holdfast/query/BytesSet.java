package io.holdfast.query;

import io.holdfast.record.BytesVector;
import io.holdfast.record.Pulse;
import java.util.Arrays;
import java.util.List;

/** Whether a text is one of some constants. */
final class BytesSet extends BytesCondition {
  private final byte[][] sorted;

  BytesSet(Expression operand, List<byte[]> members) {
    super(operand);
    this.sorted = members.toArray(new byte[0][]);
    Arrays.sort(sorted, Arrays::compareUnsigned);
  }

  @Override
  void match(BytesVector values, int size, byte[] truth, Pulse pulse) {
    boolean[] nulls = values.nulls();
    for (int row = 0; row < size; row++) {
      if (!nulls[row]) {
        int start = values.starts()[row];
        truth[row] = contains(values.data(), start, start + values.lengths()[row]) ? TRUE : FALSE;
      }
    }
  }

  private boolean contains(byte[] data, int start, int end) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      byte[] member = sorted[middle];
      int order = Arrays.compareUnsigned(data, start, end, member, 0, member.length);
      if (order == 0) {
        return true;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }
}
