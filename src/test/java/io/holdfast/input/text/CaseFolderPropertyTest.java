package io.holdfast.input.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import io.holdfast.record.BytesOutput;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaseFolderPropertyTest {
  /** What Unicode 12.1, the version of ICU here, has; Unicode 13 added three capitals. */
  private static final UnicodeSet ASSIGNED = new UnicodeSet("[[:^gc=Cs:]&[:^gc=Cn:]]").freeze();

  /** Here ICU skips what the standard counts as a cased letter. */
  private static final UnicodeSet DISPUTED =
      new UnicodeSet("[[:Cased:]&[:Case_Ignorable:]]").freeze();

  private static final int SIGMA = 0x3a3;

  private final CaseFolder folder = new CaseFolder();

  @Example
  void everyCodePointFoldsAsInIcuWithASigmaNearIt() {
    for (UnicodeSet.EntryRange range : ASSIGNED.ranges()) {
      for (int c = range.codepoint; c <= range.codepointEnd; c++) {
        String text = Character.toString(c);
        String near = text + "\u03a3 A" + text + "\u03a3 A\u03a3" + text + "B";
        String expected = DISPUTED.contains(c) ? lower(near) : icu(near);
        if (!fold(near).equals(expected)) {
          assertThat(fold(near)).as("U+%04X", c).isEqualTo(expected);
        }
      }
    }
  }

  @Property(tries = 20_000)
  void foldsAsIcuDoes(@ForAll("texts") String text) {
    assertThat(fold(text)).isEqualTo(lower(text));
    if (DISPUTED.containsNone(text)) {
      assertThat(fold(text)).isEqualTo(icu(text));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            from("[\u03a3]"),
            from("[\u03a3A-Za-z]"),
            from("[:ASCII:]"),
            from("[[:Cased:]-[:gc=Cn:]]"),
            from("[:Case_Ignorable:]"),
            from("[[:Case_Ignorable:]&[:Cased:]]"),
            from("[\u0130\u212a\u2126\u023a]"),
            from("[[:^gc=Cs:]&[:^gc=Cn:]]"))
        .list()
        .ofMaxSize(12)
        .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
  }

  private static String icu(String text) {
    return UCharacter.toLowerCase(ULocale.ROOT, text);
  }

  /** The standard's words, character by character. */
  private static String lower(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      boolean last = points[i] == SIGMA && meetsCased(points, i, -1) && !meetsCased(points, i, 1);
      lower.append(last ? "\u03c2" : icu(Character.toString(points[i])));
    }
    return lower.toString();
  }

  /** Says whether only case-ignorable characters are between here and a cased one. */
  private static boolean meetsCased(int[] points, int from, int step) {
    boolean ignorable = true;
    for (int i = from + step; ignorable && i >= 0 && i < points.length; i += step) {
      if (UCharacter.hasBinaryProperty(points[i], UProperty.CASED)) {
        return true;
      }
      ignorable = UCharacter.hasBinaryProperty(points[i], UProperty.CASE_IGNORABLE);
    }
    return false;
  }

  private String fold(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    BytesOutput out = new BytesOutput();
    folder.fold(bytes, 0, bytes.length, out);
    return new String(out.bytes(), 0, out.length(), UTF_8);
  }

  private static Arbitrary<Integer> from(String pattern) {
    UnicodeSet set = new UnicodeSet(pattern).freeze();
    return Arbitraries.integers().between(0, set.size() - 1).map(set::charAt);
  }
}
