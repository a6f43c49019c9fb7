package io.holdfast.query;

import io.holdfast.record.Kind;

/** Takes boolean expressions as conditions. */
final class Conditions {
  private Conditions() {}

  /** Returns the condition that an expression is; NULL is unknown. */
  static Condition of(Expression expression, Clause clause) {
    if (expression instanceof Condition condition) {
      return condition;
    }
    if (expression instanceof Constant constant && constant.isNull()) {
      return Condition.always(Condition.UNKNOWN);
    }
    if (expression.type().kind() != Kind.BOOLEAN) {
      throw clause.error(
          "expected a condition, got a value of type "
              + expression.type()
              + "; try a comparison, as in x > 0");
    }
    if (expression instanceof Constant constant) {
      return Condition.always(constant.unscaled().signum() == 0 ? Condition.FALSE : Condition.TRUE);
    }
    return new Flag(expression);
  }
}
