package io.holdfast.output;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A sample of a part's keys that depends on nothing but the keys: those whose hashes are below a
 * threshold, none missing (the bottom k of Cohen and Kaplan: Summarizing data using bottom-k
 * sketches, PODC 2007). So the samples of several parts are together one of all their keys, below
 * the lowest threshold.
 *
 * @param threshold every key of the part with a smaller hash is here
 * @param members in no order
 */
@JsonPropertyOrder({"threshold", "members"})
record KeySample(long threshold, List<Member> members) {
  /** The sample of a part whose rows have no keys, or need none. */
  static final KeySample NONE = new KeySample(Long.MIN_VALUE, List.of());

  KeySample {
    members = List.copyOf(members);
  }

  /**
   * A key of a sample.
   *
   * @param hash of the whole key
   * @param key its first bytes
   */
  @JsonPropertyOrder({"hash", "key"})
  record Member(long hash, byte[] key) {}
}
