package io.holdfast.output;

import io.holdfast.output.KeySample.Member;
import io.holdfast.shuffle.KeyHash;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Takes a {@link KeySample} of the keys of one part, in bounded memory. */
final class KeySampler {
  /** How many keys the samples of all parts together may have, and how many bytes. */
  private static final int SAMPLED_KEYS = 200_000;

  private static final long SAMPLED_BYTES = 32 << 20;

  private static final int MOST_OF_A_PART = 2000;
  private static final int LEAST_BYTES = 512;

  /** Of a longer key the beginning is kept; keys that have so much in common are not told apart. */
  private static final int MAX_KEY_BYTES = 1 << 16;

  private final int maxKeys;
  private final long maxBytes;
  private final PriorityQueue<Member> largestFirst =
      new PriorityQueue<>(Collections.reverseOrder(Comparator.comparingLong(Member::hash)));
  private long threshold = Long.MAX_VALUE;
  private long bytes;

  /** Makes an empty sample of one of so many parts. */
  KeySampler(int parts) {
    maxKeys = Math.max(1, Math.min(MOST_OF_A_PART, SAMPLED_KEYS / parts));
    maxBytes = Math.max(LEAST_BYTES, SAMPLED_BYTES / parts);
  }

  /** Takes a key, unless there are enough with smaller hashes. */
  void offer(byte[] source, int start, int length) {
    long hash = KeyHash.hash(source, start, length);
    if (hash >= threshold) {
      return;
    }
    int kept = Math.min(length, MAX_KEY_BYTES);
    largestFirst.add(new Member(hash, Arrays.copyOfRange(source, start, start + kept)));
    bytes += kept;
    while (largestFirst.size() > maxKeys || bytes > maxBytes && largestFirst.size() > 1) {
      Member dropped = largestFirst.remove();
      bytes -= dropped.key().length;
      threshold = dropped.hash();
    }
  }

  KeySample sample() {
    return new KeySample(threshold, List.copyOf(largestFirst));
  }
}
