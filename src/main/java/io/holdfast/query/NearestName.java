package io.holdfast.query;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped. */
final class NearestName {
  private static final int MAX_LENGTH = 100;

  private NearestName() {}

  /** Returns the candidate with the fewest edits, if they are two or a third of its characters. */
  static Optional<String> of(String typed, List<String> candidates) {
    return candidates.stream()
        .filter(candidate -> Math.max(typed.length(), candidate.length()) <= MAX_LENGTH)
        .filter(candidate -> edits(typed, candidate) < candidate.length())
        .filter(candidate -> edits(typed, candidate) <= Math.max(2, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> edits(typed, candidate)));
  }

  /** The Levenshtein distance, letter case ignored. */
  private static int edits(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
