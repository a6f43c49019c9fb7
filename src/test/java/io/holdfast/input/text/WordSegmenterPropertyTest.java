package io.holdfast.input.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordSegmenterPropertyTest {
  /** All of Unicode but surrogates and the separators of the word count. */
  private static final UnicodeSet TEXT =
      new UnicodeSet("[[:^gc=Cs:]-[:White_Space:]-[\\u001c-\\u001f]]").freeze();

  /** What ICU cuts by a dictionary, or apart from other letters. */
  private static final UnicodeSet BY_DICTIONARY =
      new UnicodeSet("[[:LineBreak=SA:][:sc=Han:][:sc=Hiragana:][:WB=Katakana:][:sc=Hangul:]]")
          .freeze();

  private static final List<Arbitrary<Integer>> CLASSES = classes();
  private final WordSegmenter segmenter = new WordSegmenter();

  @Example
  void theDataAreOfOneVersion() {
    assertThat(UCharacter.getUnicodeVersion()).isEqualTo(VersionInfo.getInstance(12, 1));
  }

  @Example
  void everyCodePointIsCutByTheRules() {
    for (UnicodeSet.EntryRange range : TEXT.ranges()) {
      for (int c = range.codepoint; c <= range.codepointEnd; c++) {
        String text = Character.toString(c);
        for (String chunk :
            List.of(text, "a" + text + "b", "1" + text + "2", "$" + text + "\u30a2")) {
          if (!Words.of(segmenter, chunk).equals(WordRules.words(chunk))) {
            assertThat(Words.of(segmenter, chunk))
                .as("U+%04X", c)
                .isEqualTo(WordRules.words(chunk));
          }
        }
      }
    }
  }

  @Property(tries = 20_000)
  void cutsByTheRules(@ForAll("chunks") String chunk) {
    assertThat(Words.of(segmenter, chunk)).isEqualTo(WordRules.words(chunk));
  }

  @Property(tries = 10_000)
  void cutsAsIcuDoes(@ForAll("chunks") String chunk) {
    StringBuilder text = new StringBuilder();
    chunk.codePoints().filter(c -> !BY_DICTIONARY.contains(c)).forEach(text::appendCodePoint);
    assertThat(Words.of(segmenter, text.toString())).isEqualTo(icuWords(text.toString()));
  }

  @Property(tries = 5_000)
  void cutsAsciiByTheRules(@ForAll("ascii") String chunk) {
    assertThat(Words.of(segmenter, chunk)).isEqualTo(WordRules.words(chunk));
  }

  @Provide
  Arbitrary<String> chunks() {
    return Arbitraries.oneOf(CLASSES)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
  }

  @Provide
  Arbitrary<String> ascii() {
    return Arbitraries.of(
            "a", "Z", "0", "9", "_", "'", "\"", ".", ",", ":", ";", "-", "\u0001", "b")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }

  private static List<String> icuWords(String text) {
    BreakIterator iterator = BreakIterator.getWordInstance(ULocale.ROOT);
    iterator.setText(text);
    List<String> words = new ArrayList<>();
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      String segment = text.substring(start, end);
      if (WordRules.isWord(segment)) {
        words.add(segment);
      }
      start = end;
    }
    return words;
  }

  /**
   * One source of code points for each value of Word_Break, so that rare values are often drawn.
   */
  private static List<Arbitrary<Integer>> classes() {
    List<Arbitrary<Integer>> classes = new ArrayList<>();
    for (int value = 0; value <= UCharacter.getIntPropertyMaxValue(UProperty.WORD_BREAK); value++) {
      UnicodeSet set = new UnicodeSet().applyIntPropertyValue(UProperty.WORD_BREAK, value);
      set.retainAll(TEXT);
      if (!set.isEmpty()) {
        classes.add(from(set));
      }
    }
    classes.add(from(new UnicodeSet("[:Extended_Pictographic:]")));
    classes.add(from(new UnicodeSet("[[:Extended_Pictographic:]&[:WB=ALetter:]]")));
    classes.add(
        from(new UnicodeSet("[[:gc=L:][:gc=N:]]").removeAll(new UnicodeSet("[:WB=ALetter:]"))));
    return classes;
  }

  private static Arbitrary<Integer> from(UnicodeSet set) {
    UnicodeSet frozen = set.freeze();
    return Arbitraries.integers().between(0, set.size() - 1).map(frozen::charAt);
  }
}
