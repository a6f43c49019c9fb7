package io.holdfast.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds boundaries between ranges of about as many keys each, from the samples of all parts. */
final class KeyRanges {
  /** How many keys the samples of all parts together may have. */
  private static final int SAMPLED_KEYS = 200_000;

  private static final int MOST_OF_A_PART = 2000;
  private static final int LEAST_OF_A_PART = 20;

  private final int sampleSize;
  private final List<KeySample.Member> members = new ArrayList<>();
  private long threshold = Long.MAX_VALUE;

  /** Begins without samples of so many parts. */
  KeyRanges(int parts) {
    this.sampleSize = sampleSize(parts);
  }

  /** Returns how many keys the sample of one of so many parts keeps. */
  static int sampleSize(int parts) {
    return Math.max(LEAST_OF_A_PART, Math.min(MOST_OF_A_PART, SAMPLED_KEYS / parts));
  }

  /** Adds the sample of one more part. */
  void add(List<KeySample.Member> sample) {
    members.addAll(sample);
    if (sample.size() == sampleSize) {
      threshold = Math.min(threshold, sample.get(sampleSize - 1).hash());
    }
  }

  /** Returns the first key of each range but the first, ascending; fewer where keys are few. */
  List<byte[]> boundaries(int ranges) {
    List<byte[]> keys =
        members.stream()
            .filter(member -> member.hash() <= threshold)
            .map(KeySample.Member::key)
            .sorted(Arrays::compareUnsigned)
            .toList();
    List<byte[]> boundaries = new ArrayList<>();
    byte[] last = {};
    for (long range = 1; range < ranges && !keys.isEmpty(); range++) {
      byte[] boundary = keys.get((int) (range * keys.size() / ranges));
      if (Arrays.compareUnsigned(boundary, last) > 0) {
        boundaries.add(boundary);
        last = boundary;
      }
    }
    return boundaries;
  }
}
