package io.holdfast.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A random condition as SQL, and its meaning for one row, worked out naively. */
interface RandomCondition {
  String sql();

  /** Returns true, false or null for a row, given as values by column name. */
  Boolean test(Map<String, Object> row);

  /** A value as SQL and its meaning: a BigDecimal, Double, String or null. */
  record Operand(String sql, Meaning meaning) {}

  /** What an operand is in a row. */
  interface Meaning {
    Object of(Map<String, Object> row);
  }

  /** The truth of a row. */
  interface Truth {
    Boolean of(Map<String, Object> row);
  }

  private static RandomCondition of(String sql, Truth truth) {
    return new RandomCondition() {
      @Override
      public String sql() {
        return sql;
      }

      @Override
      public Boolean test(Map<String, Object> row) {
        return truth.of(row);
      }
    };
  }

  static RandomCondition create(Random random, int depth) {
    int choice = random.nextInt(depth == 0 ? 5 : 9);
    if (choice >= 7) {
      RandomCondition term = create(random, depth - 1);
      return of("NOT (" + term.sql() + ")", row -> not(term.test(row)));
    }
    if (choice >= 5) {
      return junction(random, depth, choice == 5);
    }
    boolean text = random.nextInt(3) == 0;
    Operand left = text ? text(random) : number(random, 2);
    Operand right = text ? text(random) : number(random, 2);
    Operand other = text ? text(random) : number(random, 0);
    return switch (choice) {
      case 0 -> in(left, List.of(right, other, text ? text(random) : number(random, 0)));
      case 1 ->
          of(
              left.sql() + " BETWEEN " + right.sql() + " AND " + other.sql(),
              row -> and(compare(left, ">=", right, row), compare(left, "<=", other, row)));
      case 2 ->
          random.nextBoolean()
              ? of(left.sql() + " IS NULL", row -> left.meaning().of(row) == null)
              : of("b", row -> (Boolean) row.get("b"));
      default -> {
        String operator = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
        yield of(
            left.sql() + " " + operator + " " + right.sql(),
            row -> compare(left, operator, right, row));
      }
    };
  }

  private static RandomCondition junction(Random random, int depth, boolean and) {
    List<RandomCondition> terms = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      terms.add(create(random, depth - 1));
    }
    return of(
        terms.stream()
            .map(term -> "(" + term.sql() + ")")
            .collect(Collectors.joining(and ? " AND " : " OR ")),
        row -> {
          Boolean truth = and;
          for (RandomCondition term : terms) {
            Boolean next = term.test(row);
            truth = and ? and(truth, next) : not(and(not(truth), not(next)));
          }
          return truth;
        });
  }

  private static RandomCondition in(Operand left, List<Operand> members) {
    String list = members.stream().map(Operand::sql).collect(Collectors.joining(", "));
    return of(
        left.sql() + " NOT IN (" + list + ")",
        row -> {
          Boolean none = true;
          for (Operand member : members) {
            none = and(none, compare(left, "<>", member, row));
          }
          return none;
        });
  }

  private static Operand text(Random random) {
    if (random.nextBoolean()) {
      String name = random.nextBoolean() ? "s" : "t";
      return new Operand(name, row -> row.get(name));
    }
    String value = List.of("", "a", "b", "\u00e9", "\uFFFD").get(random.nextInt(5));
    return random.nextInt(8) == 0
        ? new Operand("NULL", row -> null)
        : new Operand("'" + value + "'", row -> value);
  }

  /** A column, a literal, or a sum, difference or product of exact numbers or of doubles. */
  private static Operand number(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      boolean exact = random.nextBoolean();
      Operand left = exact ? exact(random) : real(random);
      Operand right = exact ? exact(random) : real(random);
      String operator = List.of("+", "-", "*").get(random.nextInt(3));
      String sql = "(" + left.sql() + " " + operator + " " + right.sql() + ")";
      return new Operand(
          sql, row -> compute(left.meaning().of(row), operator, right.meaning().of(row)));
    }
    return random.nextInt(10) == 0
        ? new Operand("NULL", row -> null)
        : random.nextBoolean() ? exact(random) : real(random);
  }

  private static Operand exact(Random random) {
    if (random.nextInt(3) == 0) {
      String literal =
          List.of("0", "1", "-2", "1.5", "-0.1", "9007199254740993", "0.125")
              .get(random.nextInt(7));
      return new Operand(literal, row -> new BigDecimal(literal));
    }
    String name = List.of("l", "p", "q", "w", "m").get(random.nextInt(5));
    return new Operand(
        name,
        row -> row.get(name) instanceof Long whole ? BigDecimal.valueOf(whole) : row.get(name));
  }

  private static Operand real(Random random) {
    if (random.nextInt(3) == 0) {
      String literal =
          List.of("0e0", "-0e0", "15e-1", "1e300", "9007199254740992e0", "1e-1")
              .get(random.nextInt(6));
      return new Operand(literal, row -> Double.valueOf(literal));
    }
    String name = random.nextBoolean() ? "x" : "y";
    return new Operand(name, row -> row.get(name));
  }

  private static Object compute(Object left, String operator, Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return checked(a, operator, b);
    }
    double a = (Double) left;
    double b = (Double) right;
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      default -> a * b;
    };
  }

  private static BigDecimal checked(BigDecimal a, String operator, BigDecimal b) {
    BigDecimal exact =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          default -> a.multiply(b);
        };
    if (a.scale() == 0 && b.scale() == 0) {
      exact.longValueExact();
    }
    if (exact.precision() > 38) {
      throw new ArithmeticException("more than 38 digits");
    }
    return exact;
  }

  private static Boolean compare(
      Operand left, String operator, Operand right, Map<String, Object> row) {
    Object a = left.meaning().of(row);
    Object b = right.meaning().of(row);
    if (a == null || b == null) {
      return null;
    }
    int order = order(a, b);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int order(Object a, Object b) {
    if (a instanceof String text) {
      int[] left = text.codePoints().toArray();
      int[] right = ((String) b).codePoints().toArray();
      return Arrays.compare(left, right);
    }
    if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    if (b instanceof BigDecimal) {
      return -order(b, a);
    }
    double right = (Double) b;
    boolean special = Double.isNaN(right) || Double.isInfinite(right);
    if (a instanceof BigDecimal left && left.scale() == 0 && !special) {
      return left.compareTo(new BigDecimal(right));
    }
    return Double.compare(((Number) a).doubleValue() + 0.0, right + 0.0);
  }

  private static Boolean not(Boolean truth) {
    return truth == null ? null : !truth;
  }

  private static Boolean and(Boolean a, Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return a == null || b == null ? null : true;
  }
}
