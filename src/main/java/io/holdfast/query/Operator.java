package io.holdfast.query;

/** The comparisons. */
enum Operator {
  EQUAL("=", false, true, false),
  NOT_EQUAL("<>", true, false, true),
  LESS("<", true, false, false),
  LESS_OR_EQUAL("<=", true, true, false),
  GREATER(">", false, false, true),
  GREATER_OR_EQUAL(">=", false, true, true);

  private final String symbol;
  private final byte[] truth;

  Operator(String symbol, boolean less, boolean equal, boolean greater) {
    this.symbol = symbol;
    this.truth = new byte[] {truth(less), truth(equal), truth(greater)};
  }

  private static byte truth(boolean value) {
    return value ? Condition.TRUE : Condition.FALSE;
  }

  /** Returns what holds for left below, equal to and above right: index is the sign plus 1. */
  byte[] truth() {
    return truth;
  }

  /** Returns the operator for swapped operands. */
  Operator flipped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  static Operator of(String symbol) {
    String wanted = symbol.equals("!=") ? "<>" : symbol.replace(" ", "");
    for (Operator operator : values()) {
      if (operator.symbol.equals(wanted)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(symbol);
  }
}
