package io.holdfast.output;

import io.holdfast.output.KeySample.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds boundaries between ranges of about as many keys each, from the samples of all parts. */
final class KeyRanges {
  private final List<Member> members = new ArrayList<>();
  private long threshold = Long.MAX_VALUE;

  /** Adds the sample of one more part. */
  void add(KeySample sample) {
    members.addAll(sample.members());
    threshold = Math.min(threshold, sample.threshold());
  }

  /**
   * Returns boundaries, ascending: a key belongs to the range behind the last that is not above it.
   * There are fewer than ranges where keys are few. Each is as short as tells the keys beside it
   * apart.
   */
  List<byte[]> boundaries(int ranges) {
    List<byte[]> keys =
        members.stream()
            .filter(member -> member.hash() < threshold)
            .map(Member::key)
            .sorted(Arrays::compareUnsigned)
            .toList();
    List<byte[]> boundaries = new ArrayList<>();
    int last = 0;
    for (long range = 1; range < ranges; range++) {
      int at = (int) (range * keys.size() / ranges);
      if (at > last && Arrays.compareUnsigned(keys.get(at - 1), keys.get(at)) < 0) {
        int common = Arrays.mismatch(keys.get(at - 1), keys.get(at));
        boundaries.add(Arrays.copyOf(keys.get(at), common + 1));
        last = at;
      }
    }
    return boundaries;
  }
}
