package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/**
 * What the work of mappers cost, on its way through the shuffle to the manifest. Like the {@link
 * Tally} it is of the attempts that count; unlike it, it depends on splits and on the machine.
 * Serialised as varints in the order of {@link #COUNTERS}.
 */
public final class Cost {
  /** The counters that travel. */
  public static final List<FlowCounter> COUNTERS =
      List.of(
          FlowCounter.BYTES_READ,
          FlowCounter.READ_MS,
          FlowCounter.MAP_MS,
          FlowCounter.TABLE_HITS,
          FlowCounter.TABLE_FLUSHES,
          FlowCounter.STATES_OUT,
          FlowCounter.SPILLED_BYTES,
          FlowCounter.SEND_MS);

  /** The first byte of the key, which is the last of all keys. */
  static final int MARKER = 3;

  private static final byte[] KEY = {MARKER};

  private Cost() {}

  /** Returns the key under which costs travel. */
  public static byte[] key() {
    return KEY.clone();
  }

  /** Writes the cost of one mapper. */
  public static void write(ToLongFunction<FlowCounter> values, BytesOutput out) {
    for (FlowCounter counter : COUNTERS) {
      out.writeVarLong(values.applyAsLong(counter));
    }
  }

  /** Gives the values of one mapper's cost to a sum. */
  public static void read(PartialState cost, ObjLongConsumer<FlowCounter> sum) {
    BytesInput in = cost.open();
    for (FlowCounter counter : COUNTERS) {
      sum.accept(counter, in.readVarLong());
    }
  }
}
