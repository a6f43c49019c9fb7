package io.holdfast.query;

import java.util.Locale;

/**
 * A word, name, number, text or sign of a clause.
 *
 * @param kind what it is
 * @param start index of its first character in the clause
 * @param end index after its last
 * @param value its characters; those between the quotes for NAME and TEXT
 */
record Token(Kind kind, int start, int end, String value) {
  enum Kind {
    /** Unquoted: a keyword or a name. */
    WORD,
    /** In double quotes. */
    NAME,
    NUMBER,
    /** In single quotes. */
    TEXT,
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && value.equals(sign);
  }

  boolean isWord(String upperCase) {
    return kind == Kind.WORD && upper().equals(upperCase);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }

  String upper() {
    return value.toUpperCase(Locale.ROOT);
  }
}
