package io.holdfast.map;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.Pulse;
import java.io.IOException;

/** Takes the groups of a full table; the shell behind it writes them to the shuffle. */
interface GroupSink extends Pulse {
  /** Returns how many partitions there are. */
  int partitions();

  /** Returns the partition of an encoded key, a slice. */
  int partition(byte[] keys, int start, int length);

  /** Returns an empty buffer for the next group's partial states. */
  BytesOutput states();

  /** Takes a group: an encoded key, a slice that stays until the call returns, and its states. */
  void emit(byte[] keys, int start, int length) throws IOException, InterruptedException;
}
