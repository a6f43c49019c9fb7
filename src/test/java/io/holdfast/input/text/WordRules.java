package io.holdfast.input.text;

import static com.ibm.icu.lang.UCharacter.WordBreak;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * Annex 29 once more, rule by rule as it is written and with ICU's data of Unicode 12.1: slow, but
 * made in another way than the grammar.
 */
final class WordRules {
  private static final int NONE = -1;
  private final int[] text;

  private WordRules(int[] text) {
    this.text = text;
  }

  static List<String> words(String text) {
    WordRules rules = new WordRules(text.codePoints().toArray());
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= rules.text.length; i++) {
      if (i == rules.text.length || rules.isBoundary(i)) {
        if (rules.isWord(start, i)) {
          words.add(new String(rules.text, start, i - start));
        }
        start = i;
      }
    }
    return words;
  }

  /** Says whether a segment is a word. */
  static boolean isWord(String segment) {
    WordRules rules = new WordRules(segment.codePoints().toArray());
    return rules.isWord(0, rules.text.length);
  }

  private boolean isBoundary(int at) {
    if (text[at - 1] == 0x200d && picture(at)) {
      return false; // WB3c
    }
    if (isTail(breakClass(at))) {
      return false; // WB4
    }
    int before = base(at - 1);
    int left = breakClass(before);
    int left2 = breakClass(before > 0 ? base(before - 1) : NONE);
    int right = breakClass(at);
    int right2 = breakClass(after(at));
    return !joinsLetters(left2, left, right, right2)
        && !joinsNumbers(left2, left, right, right2)
        && !joinsOthers(before, left, right);
  }

  private static boolean joinsLetters(int left2, int left, int right, int right2) {
    boolean quotes = right == WordBreak.DOUBLE_QUOTE && right2 == WordBreak.HEBREW_LETTER;
    boolean quoted = left == WordBreak.DOUBLE_QUOTE && left2 == WordBreak.HEBREW_LETTER;
    return isLetter(left) && isLetter(right) // WB5
        || isLetter(left) && isMidLetter(right) && isLetter(right2) // WB6
        || isLetter(left2) && isMidLetter(left) && isLetter(right) // WB7
        || left == WordBreak.HEBREW_LETTER && right == WordBreak.SINGLE_QUOTE // WB7a
        || left == WordBreak.HEBREW_LETTER && quotes // WB7b
        || quoted && right == WordBreak.HEBREW_LETTER; // WB7c
  }

  private static boolean joinsNumbers(int left2, int left, int right, int right2) {
    int number = WordBreak.NUMERIC;
    return left == number && right == number // WB8
        || isLetter(left) && right == number // WB9
        || left == number && isLetter(right) // WB10
        || left2 == number && isMidNumber(left) && right == number // WB11
        || left == number && isMidNumber(right) && right2 == number; // WB12
  }

  private boolean joinsOthers(int before, int left, int right) {
    boolean flags = left == WordBreak.REGIONAL_INDICATOR && right == left;
    return left == WordBreak.KATAKANA && right == WordBreak.KATAKANA // WB13
        || isJoinable(left) && right == WordBreak.EXTENDNUMLET // WB13a
        || left == WordBreak.EXTENDNUMLET && isJoinable(right) // WB13b
        || flags && flagsUpTo(before) % 2 == 1; // WB15, WB16
  }

  private int flagsUpTo(int index) {
    int count = 0;
    int i = index;
    while (i >= 0 && breakClass(i) == WordBreak.REGIONAL_INDICATOR) {
      count++;
      i = i == 0 ? NONE : base(i - 1);
    }
    return count;
  }

  private boolean isWord(int start, int end) {
    boolean stands = isTail(breakClass(start));
    for (int i = start; i < end; i++) {
      int wordBreak = breakClass(i);
      int category = UCharacter.getType(text[i]);
      boolean mark =
          category >= UCharacterCategory.NON_SPACING_MARK
              && category <= UCharacterCategory.COMBINING_SPACING_MARK;
      boolean letter =
          UCharacter.isLetter(text[i])
              || category >= UCharacterCategory.DECIMAL_DIGIT_NUMBER
                  && category <= UCharacterCategory.OTHER_NUMBER
              || isJoinable(wordBreak) && wordBreak != WordBreak.EXTENDNUMLET;
      stands &= isTail(wordBreak);
      if (isTail(wordBreak) ? stands && (mark || letter) : letter) {
        return true;
      }
    }
    return false;
  }

  private boolean picture(int index) {
    return UCharacter.hasBinaryProperty(text[index], UProperty.EXTENDED_PICTOGRAPHIC);
  }

  private int breakClass(int index) {
    boolean inside = index >= 0 && index < text.length;
    return inside ? UCharacter.getIntPropertyValue(text[index], UProperty.WORD_BREAK) : NONE;
  }

  /** Returns where the character begins that an index belongs to. */
  private int base(int index) {
    int i = index;
    while (i > 0 && isTail(breakClass(i))) {
      i--;
    }
    return i;
  }

  private int after(int index) {
    int i = index + 1;
    while (i < text.length && isTail(breakClass(i))) {
      i++;
    }
    return i;
  }

  private static boolean isTail(int wordBreak) {
    return wordBreak == WordBreak.EXTEND
        || wordBreak == WordBreak.FORMAT
        || wordBreak == WordBreak.ZWJ;
  }

  private static boolean isLetter(int wordBreak) {
    return wordBreak == WordBreak.ALETTER || wordBreak == WordBreak.HEBREW_LETTER;
  }

  private static boolean isMidLetter(int wordBreak) {
    return wordBreak == WordBreak.MIDLETTER || isMidEither(wordBreak);
  }

  private static boolean isMidNumber(int wordBreak) {
    return wordBreak == WordBreak.MIDNUM || isMidEither(wordBreak);
  }

  private static boolean isMidEither(int wordBreak) {
    return wordBreak == WordBreak.MIDNUMLET || wordBreak == WordBreak.SINGLE_QUOTE;
  }

  private static boolean isJoinable(int wordBreak) {
    return isLetter(wordBreak)
        || wordBreak == WordBreak.NUMERIC
        || wordBreak == WordBreak.KATAKANA
        || wordBreak == WordBreak.EXTENDNUMLET;
  }
}
