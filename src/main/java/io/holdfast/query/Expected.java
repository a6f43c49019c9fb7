package io.holdfast.query;

/** Says what could have stood where something else was found. */
final class Expected {
  private Expected() {}

  /** Returns what may follow the token before an index, in an expression that begins at another. */
  static String before(Syntax syntax, int from, int index) {
    boolean operandBefore = index > from && endsOperand(syntax, index - 1);
    if (!operandBefore) {
      return "expected an expression";
    }
    boolean atEnd = syntax.token(index).kind() == Token.Kind.END;
    return atEnd ? "expected an operator" : "expected an operator or the end";
  }

  private static boolean endsOperand(Syntax syntax, int index) {
    Token token = syntax.token(index);
    return token.kind() == Token.Kind.SIGN ? token.isSign(")") : !syntax.isOperator(index);
  }
}
