package io.holdfast.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a clause into tokens. White space and comments are dropped. */
final class Scanner {
  private static final int ASCII_END = 0x80;
  private static final String SIGNS = "()+-*/,=<>";

  private final Clause clause;
  private final String text;
  private int at;

  private Scanner(Clause clause) {
    this.clause = clause;
    this.text = clause.text();
  }

  /** Returns the tokens and an END behind them. */
  static List<Token> scan(Clause clause) {
    Scanner scanner = new Scanner(clause);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(scanner.next());
    } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    skipBlanks();
    int start = at;
    if (at == text.length()) {
      return new Token(Token.Kind.END, start, start, "");
    }
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return quoted(first);
    }
    if (isDigit(at) || first == '.' && isDigit(at + 1)) {
      skipNumber();
      return token(Token.Kind.NUMBER, start);
    }
    if (isWordStart(at)) {
      skipWord();
      return token(Token.Kind.WORD, start);
    }
    return sign();
  }

  private Token token(Token.Kind kind, int start) {
    return new Token(kind, start, at, text.substring(start, at));
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw clause.errorAt(at, "expected a comment with an end, got none; add */");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private Token quoted(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != quote) {
        value.append(next);
      } else if (at < text.length() && text.charAt(at) == quote) {
        value.append(quote);
        at++;
      } else {
        Token.Kind kind = quote == '"' ? Token.Kind.NAME : Token.Kind.TEXT;
        return new Token(kind, start, at, value.toString());
      }
    }
    throw clause.errorAt(start, "expected a closing " + quote + ", got the end; add one");
  }

  private void skipNumber() {
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) | ' ') == 'e') {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int digits = signed ? at + 2 : at + 1;
      if (isDigit(digits)) {
        at = digits;
        skipDigits();
      }
    }
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  /** A point between two words belongs to them: columns may be nested. */
  private void skipWord() {
    while (at < text.length()) {
      boolean inside = isWordStart(at) || isDigit(at) || text.charAt(at) == '$';
      if (!inside && !(text.charAt(at) == '.' && isWordStart(at + 1))) {
        return;
      }
      at++;
    }
  }

  private Token sign() {
    int start = at;
    for (String two : List.of("<=", ">=", "<>", "!=")) {
      if (text.startsWith(two, at)) {
        at += 2;
        return token(Token.Kind.SIGN, start);
      }
    }
    int point = text.codePointAt(at);
    if (SIGNS.indexOf(point) < 0) {
      String shown = Character.toString(point);
      throw clause.errorAt(
          at,
          "expected a name, a literal or an operator, got \""
              + shown
              + "\"; put double quotes around names and single quotes around texts");
    }
    at++;
    return token(Token.Kind.SIGN, start);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  /** Whatever is not ASCII may be in a name: a table of letters would differ between JDKs. */
  private boolean isWordStart(int index) {
    if (index >= text.length()) {
      return false;
    }
    char first = text.charAt(index);
    return first == '_' || first >= ASCII_END || Character.isLetter(first);
  }
}
