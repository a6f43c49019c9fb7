package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.shuffle.KeyHash;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A sample of keys that depends on nothing but the keys: those with the smallest hashes (the bottom
 * k of Cohen and Kaplan: Summarizing data using bottom-k sketches, PODC 2007). The samples of
 * several parts together are one of all their keys: of the keys whose hashes are below the largest
 * of each full sample, none is missing.
 */
final class KeySample {
  /** Of a longer key only the beginning is kept, which is enough for a boundary. */
  private static final int MAX_KEY_BYTES = 256;

  private final int size;
  private final PriorityQueue<Member> largestFirst =
      new PriorityQueue<>(Collections.reverseOrder(Comparator.comparingLong(Member::hash)));
  private long threshold = Long.MAX_VALUE;

  /** Makes an empty sample that keeps so many keys at most. */
  KeySample(int size) {
    this.size = size;
  }

  /**
   * A key of a sample.
   *
   * @param hash of the whole key
   * @param key its first bytes
   */
  @JsonPropertyOrder({"hash", "key"})
  public record Member(long hash, byte[] key) {}

  /** Takes a key, unless there are enough with smaller hashes. */
  void offer(byte[] bytes, int start, int length) {
    long hash = KeyHash.hash(bytes, start, length);
    if (hash >= threshold) {
      return;
    }
    int kept = Math.min(length, MAX_KEY_BYTES);
    largestFirst.add(new Member(hash, Arrays.copyOfRange(bytes, start, start + kept)));
    if (largestFirst.size() > size) {
      largestFirst.remove();
      threshold = largestFirst.element().hash();
    }
  }

  /** Returns the keys of the sample, the smallest hash first. */
  List<Member> members() {
    return largestFirst.stream().sorted(Comparator.comparingLong(Member::hash)).toList();
  }
}
