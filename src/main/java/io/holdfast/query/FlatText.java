package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a clause rewritten for the SQL parser: each operand is a placeholder that names its
 * token, and so is each group in parentheses. So no name collides with a keyword of some SQL
 * dialect, and the parser never sees nested parentheses, for which its time is exponential.
 */
final class FlatText {
  private static final Pattern PLACEHOLDER = Pattern.compile("c(\\d+)|'(\\d+)'");
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ALL",
          "ANY",
          "CASE",
          "CAST",
          "COLLATE",
          "DISTINCT",
          "DIV",
          "EXISTS",
          "ILIKE",
          "INTERVAL",
          "ISNULL",
          "MOD",
          "NOTNULL",
          "OVERLAPS",
          "REGEXP",
          "RLIKE",
          "SELECT",
          "SIMILAR",
          "XOR");

  /**
   * Stands for IN. JSqlParser 5.3 takes all that follows the list of an IN for a part of it, AND
   * and OR included; this operator it reads as it reads LIKE.
   */
  private static final String MEMBER_OPERATOR = "RLIKE";

  private final Syntax syntax;
  private final Scope scope;
  private final int from;
  private final int to;
  private final StringBuilder sql = new StringBuilder();
  private final int[] starts;

  FlatText(Syntax syntax, Scope scope, int from, int to) {
    this.syntax = syntax;
    this.scope = scope;
    this.from = from;
    this.to = to;
    this.starts = new int[to - from];
    int at = from;
    while (at < to) {
      int next = append(at);
      Arrays.fill(starts, at - from, next - from, sql.length());
      at = next;
    }
  }

  String sql() {
    return sql.toString();
  }

  /** Returns the token that a placeholder stands for. */
  static int token(String placeholder) {
    return Integer.parseInt(placeholder.substring(1));
  }

  /**
   * Explains where the parser stumbled. It gives up in front of an operator whose right side is
   * wrong; the mistake is behind it.
   *
   * @param position in {@link #sql()}, from 1; past its length at the end
   */
  HoldfastException errorAt(int position) {
    int index = from;
    while (index < to && starts[index - from] < position) {
      index++;
    }
    while (index < to && syntax.isInfix(index) && (index + 1 == to || endsInfix(index + 1))) {
      index++;
    }
    return misplaced(index);
  }

  /** Whether a token cannot begin the right side of an operator. */
  private boolean endsInfix(int index) {
    Token token = syntax.token(index);
    boolean prefix = token.isSign("+") || token.isSign("-") || token.isWord("NOT");
    return !prefix && syntax.isInfix(index);
  }

  /** Puts the user's own words back into what the parser printed. */
  String restore(String printed) {
    Matcher matcher = PLACEHOLDER.matcher(printed.replace(MEMBER_OPERATOR, "IN"));
    return Clause.shorten(
        matcher.replaceAll(
            found -> {
              String digits = found.group(1) == null ? found.group(2) : found.group(1);
              int token = Integer.parseInt(digits);
              return Matcher.quoteReplacement(syntax.text(token, operandEnd(token)));
            }));
  }

  /** Appends what begins at a token and returns the index behind it. */
  private int append(int at) {
    Token token = syntax.token(at);
    sql.append(' ');
    switch (token.kind()) {
      case TEXT -> sql.append('\'').append(at).append('\'');
      case NAME, NUMBER -> sql.append('c').append(at);
      case WORD -> appendWord(at);
      case SIGN -> {
        return appendSign(at);
      }
      case END -> throw new IllegalStateException("the end of a clause is no part of it");
    }
    return operandEnd(at);
  }

  private void appendWord(int at) {
    if (scope.isCall(syntax, at)) {
      sql.append('c').append(at);
      return;
    }
    if (syntax.token(at).isWord("IN") && !syntax.token(at + 1).isSign("(")) {
      throw syntax
          .clause()
          .errorAt(
              syntax.token(at + 1).start(), "expected a list in parentheses behind IN; add them");
    }
    if (syntax.isOperator(at) || syntax.isConstant(at)) {
      sql.append(syntax.token(at).isWord("IN") ? MEMBER_OPERATOR : syntax.token(at).upper());
      return;
    }
    if (!syntax.isTypedLiteral(at) && !scope.has(syntax.token(at).value())) {
      refuse(at);
    }
    sql.append('c').append(at);
  }

  private void refuse(int at) {
    Token token = syntax.token(at);
    if (at + 1 < to && syntax.token(at + 1).isSign("(") && !UNSUPPORTED.contains(token.upper())) {
      String call = syntax.text(at, syntax.partner(at + 1) + 1);
      String rest =
          scope.hasCalls()
              ? "expected an aggregate of this query, got %s; add it with --agg"
              : "expected no function, got %s; functions are not supported here";
      throw syntax.clause().errorAt(token.start(), String.format(rest, Clause.shorten(call)));
    }
    if (UNSUPPORTED.contains(token.upper())) {
      throw syntax
          .clause()
          .errorAt(
              token.start(),
              token.upper() + " is not supported; put double quotes around it if it is a column");
    }
  }

  private int appendSign(int at) {
    Token token = syntax.token(at);
    if (!token.isSign("(")) {
      boolean leading = token.isSign("+") || token.isSign("-");
      boolean doubled = at == from || syntax.token(at - 1).kind() == Token.Kind.SIGN;
      if (!leading && doubled && !(at > from && syntax.token(at - 1).isSign(")"))) {
        throw misplaced(at);
      }
      sql.append(token.value());
      return at + 1;
    }
    checkGroup(at);
    sql.append('c').append(at);
    return syntax.partner(at) + 1;
  }

  private void checkGroup(int at) {
    Token first = syntax.token(at + 1);
    boolean select = first.isWord("SELECT") || first.isWord("WITH");
    if (select && !scope.has(first.value())) {
      throw syntax.clause().errorAt(first.start(), "sub-selects are not supported");
    }
    if (first.isSign(")")) {
      throw misplaced(at + 1);
    }
  }

  private int operandEnd(int at) {
    if (syntax.token(at).isSign("(")) {
      return syntax.partner(at) + 1;
    }
    if (scope.isCall(syntax, at)) {
      return syntax.partner(at + 1) + 1;
    }
    return syntax.isTypedLiteral(at) ? at + 2 : at + 1;
  }

  private HoldfastException misplaced(int index) {
    Token token = syntax.token(index);
    String got =
        token.kind() == Token.Kind.END ? "the end" : "\"" + syntax.text(index, index + 1) + "\"";
    return syntax
        .clause()
        .errorAt(
            token.start(),
            Expected.before(syntax, from, index)
                + ", got "
                + got
                + "; put double quotes around names");
  }
}
