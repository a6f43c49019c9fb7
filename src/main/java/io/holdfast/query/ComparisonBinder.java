package io.holdfast.query;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Kind;
import io.holdfast.record.Type;
import io.holdfast.record.Type.Storage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks the types of a comparison, and gives literals in quotes the type of the other side. */
final class ComparisonBinder {
  private final Clause clause;
  private final Supplier<String> sql;

  /** The second argument prints the comparison for a message. */
  ComparisonBinder(Clause clause, Supplier<String> sql) {
    this.clause = clause;
    this.sql = sql;
  }

  Condition compare(Expression left, Operator operator, Expression right) {
    if (isNull(left) || isNull(right)) {
      return Condition.always(Condition.UNKNOWN);
    }
    boolean swap =
        left instanceof Constant
            && (!(right instanceof Constant) || isText(left) && !isText(right));
    if (swap) {
      return compare(right, operator.flipped(), left);
    }
    if (right instanceof Constant constant) {
      return Comparisons.withConstant(left, operator, coerce(left.type(), constant));
    }
    if (!Comparisons.areComparable(left.type(), right.type())) {
      throw incomparable(left.type(), right.type());
    }
    return Comparisons.ofRows(left, operator, right);
  }

  /** {@code IN}: the OR of the comparisons, done by one search where all members are constants. */
  Condition in(Expression operand, List<Expression> members) {
    if (isNull(operand)) {
      return Condition.always(Condition.UNKNOWN);
    }
    List<Condition> terms = new ArrayList<>();
    List<Constant> constants = new ArrayList<>();
    boolean nullMember = false;
    for (Expression member : members) {
      nullMember |= isNull(member);
      if (!isNull(member) && member instanceof Constant constant && !isText(operand)) {
        constants.add(coerce(operand.type(), constant));
      } else if (!isNull(member)) {
        terms.add(compare(operand, Operator.EQUAL, member));
      }
    }
    if (!constants.isEmpty()) {
      terms.add(member(operand, constants));
    }
    if (nullMember) {
      terms.add(Condition.always(Condition.UNKNOWN));
    }
    return Junction.or(terms);
  }

  private static Condition member(Expression operand, List<Constant> constants) {
    Storage storage = operand.type().storage();
    boolean exact = constants.stream().noneMatch(c -> c.type().storage() == Storage.DOUBLES);
    if (storage == Storage.BYTES) {
      return new BytesSet(operand, constants.stream().map(Constant::bytes).toList());
    }
    if (storage == Storage.LONGS && exact) {
      return new LongSet(operand, storedValues(operand.type(), constants));
    }
    List<Condition> terms = new ArrayList<>();
    for (Constant constant : constants) {
      terms.add(Comparisons.withConstant(operand, Operator.EQUAL, constant));
    }
    return Junction.or(terms);
  }

  /** Leaves out what a stored value can never equal, such as 1.5 for a LONG. */
  private static long[] storedValues(Type type, List<Constant> constants) {
    return constants.stream()
        .map(constant -> Comparisons.exactBounds(type, Operator.EQUAL, constant).within(false))
        .filter(bounds -> bounds.low().equals(bounds.high()))
        .map(Bounds::low)
        .mapToLong(BigInteger::longValueExact)
        .toArray();
  }

  private Constant coerce(Type type, Constant constant) {
    boolean bytes = type.storage() == Storage.BYTES;
    if (constant.type().kind() == Kind.TEXT && !bytes) {
      try {
        return Literals.parse(type, constant.text());
      } catch (IllegalArgumentException e) {
        throw clause.error(
            "expected "
                + e.getMessage()
                + " to compare with "
                + type
                + ", got '"
                + Clause.shorten(constant.text())
                + "' in `"
                + sql.get()
                + "`");
      }
    }
    boolean binaryText = type.kind() == Kind.BINARY && constant.type().kind() == Kind.TEXT;
    if (!binaryText && !Comparisons.areComparable(type, constant.type())) {
      throw incomparable(type, constant.type());
    }
    return constant;
  }

  private HoldfastException incomparable(Type left, Type right) {
    String remedy =
        left.kind() == Kind.TEXT || right.kind() == Kind.TEXT
            ? "; put single quotes around a literal to compare with text"
            : "; compare values of one kind";
    return clause.error(
        "cannot compare " + left + " with " + right + " in `" + sql.get() + "`" + remedy);
  }

  private static boolean isText(Expression expression) {
    return expression instanceof Constant && expression.type().kind() == Kind.TEXT;
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Constant constant && constant.isNull();
  }
}
