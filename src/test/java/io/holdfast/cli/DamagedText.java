package io.holdfast.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A text of lines, of which each third or so has a word that is not UTF-8, at a known offset. */
final class DamagedText {
  /** Ten ways in which bytes are not UTF-8, in hexadecimal. */
  private static final List<String> WAYS =
      List.of(
          "80", // a continuation without a lead
          "c080", // an overlong NUL
          "e08080", // overlong, of three bytes
          "f0808080", // overlong, of four bytes
          "eda080", // a surrogate
          "f4908080", // above U+10FFFF
          "f5808080", // a lead that there is none of
          "ff", // never a byte of UTF-8
          "e282", // a euro sign cut short
          "f09f98"); // an emoji cut short

  private static final List<String> WORDS = List.of("a", "zürich", "日本語", "word", "😀", "tail");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Bad> bad = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private long words;

  /** Makes a text with so many damaged lines. */
  DamagedText(int damagedLines, Random random) {
    while (bad.size() < damagedLines) {
      addWords(random);
      if (random.nextInt(3) == 0) {
        addBad(random, WAYS.get(bad.size() % WAYS.size()));
        addWords(random);
      }
      bytes.write('\n');
    }
  }

  private void addWords(Random random) {
    for (int left = random.nextInt(4); left > 0; left--) {
      String word = WORDS.get(random.nextInt(WORDS.size()));
      counts.merge(word, 1L, Long::sum);
      words++;
      bytes.writeBytes((word + " ").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void addBad(Random random, String way) {
    String head = "x".repeat(random.nextInt(20));
    String tail = random.nextBoolean() ? "" : "y".repeat(random.nextInt(1500));
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    word.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    word.writeBytes(HexFormat.of().parseHex(way));
    word.writeBytes(tail.getBytes(StandardCharsets.US_ASCII));
    bad.add(new Bad(bytes.size(), word.toByteArray(), head.length()));
    words++;
    bytes.writeBytes(word.toByteArray());
    bytes.write(' ');
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Returns all words, the damaged ones among them. */
  long words() {
    return words;
  }

  List<Bad> bad() {
    return bad;
  }

  /** Returns the lines of a word count without the damaged words, in no order that matters. */
  List<String> counts() {
    return counts.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).sorted().toList();
  }

  /**
   * A damaged word.
   *
   * @param offset of its first byte
   * @param word all its bytes
   * @param damage index of the first byte that is not UTF-8
   */
  record Bad(long offset, byte[] word, int damage) {
    /** Returns the columns offset, length, reason and raw as a result prints them. */
    String line() {
      StringBuilder raw = new StringBuilder();
      for (byte next : Arrays.copyOf(word, Math.min(word.length, 1024))) {
        raw.append(next >= 0 ? "" + (char) next : String.format("\\x%02X", next & 0xff));
      }
      return offset + "\t" + word.length + "\tword: not UTF-8 at byte " + damage + "\t" + raw;
    }
  }
}
