package io.holdfast.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The tokens of a clause with its parentheses paired. */
final class Syntax {
  private static final int MAX_DEPTH = 100;
  private static final Set<String> OPERATORS =
      Set.of("AND", "OR", "NOT", "IN", "IS", "LIKE", "BETWEEN", "ESCAPE");
  private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");
  private static final Set<String> TYPED_LITERALS = Set.of("DATE", "TIME", "TIMESTAMP");

  private final Clause clause;
  private final List<Token> tokens;
  private final int[] partners;

  Syntax(Clause clause) {
    this.clause = clause;
    this.tokens = Scanner.scan(clause);
    this.partners = new int[tokens.size()];
    pair();
  }

  private void pair() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isSign("(")) {
        open.push(i);
        if (open.size() > MAX_DEPTH) {
          throw clause.errorAt(
              token.start(), "expected at most 100 nested parentheses, got more; simplify it");
        }
      } else if (token.isSign(")")) {
        if (open.isEmpty()) {
          throw clause.errorAt(
              token.start(), Expected.before(this, 0, i) + ", got \")\"; remove it");
        }
        partners[i] = open.peek();
        partners[open.pop()] = i;
      }
    }
    if (!open.isEmpty()) {
      int start = tokens.get(open.peek()).start();
      throw clause.errorAt(start, "expected a closing parenthesis, got the end; add \")\"");
    }
  }

  Clause clause() {
    return clause;
  }

  /** Returns the number of tokens, without the END. */
  int size() {
    return tokens.size() - 1;
  }

  Token token(int index) {
    return tokens.get(index);
  }

  /** Returns where the parenthesis closes that opens at an index, or the other way round. */
  int partner(int index) {
    return partners[index];
  }

  /** Returns the text from one token to before another. */
  String text(int from, int to) {
    return clause.text().substring(token(from).start(), token(to - 1).end());
  }

  /** AND, IN and their like; such a name needs quotes. */
  boolean isOperator(int index) {
    return token(index).kind() == Token.Kind.WORD && OPERATORS.contains(token(index).upper());
  }

  /** An operator in letters or signs. */
  boolean isInfix(int index) {
    Token token = token(index);
    return isOperator(index)
        || token.kind() == Token.Kind.SIGN && !token.isSign("(") && !token.isSign(")");
  }

  /** TRUE, FALSE or NULL. */
  boolean isConstant(int index) {
    return token(index).kind() == Token.Kind.WORD && CONSTANTS.contains(token(index).upper());
  }

  /** Whether a literal such as {@code date '1998-09-02'} begins at an index. */
  boolean isTypedLiteral(int index) {
    return token(index).kind() == Token.Kind.WORD
        && TYPED_LITERALS.contains(token(index).upper())
        && token(index + 1).kind() == Token.Kind.TEXT;
  }

  /** Whether a name and a parenthesis begin at an index. */
  boolean isCall(int index) {
    return token(index).isName() && token(index + 1).isSign("(");
  }

  /** Returns the next comma outside parentheses, or the end. */
  int comma(int from, int to) {
    int at = from;
    while (at < to && !token(at).isSign(",")) {
      at = token(at).isSign("(") ? partner(at) + 1 : at + 1;
    }
    return at;
  }
}
