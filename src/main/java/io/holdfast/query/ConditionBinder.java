package io.holdfast.query;

import io.holdfast.record.Kind;
import io.holdfast.record.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.schema.Column;

/** Binds what is true, false or unknown. */
final class ConditionBinder {
  private final ExpressionBinder binder;
  private final FlatText text;

  ConditionBinder(ExpressionBinder binder, FlatText text) {
    this.binder = binder;
    this.text = text;
  }

  Condition bind(Expression tree) {
    if (tree instanceof AndExpression) {
      return Junction.and(terms(tree, AndExpression.class));
    }
    if (tree instanceof OrExpression) {
      return Junction.or(terms(tree, OrExpression.class));
    }
    if (tree instanceof NotExpression not) {
      return new Not(condition(not.getExpression()));
    }
    if (tree instanceof ComparisonOperator comparison) {
      return comparison(comparison);
    }
    return test(tree);
  }

  private Condition test(Expression tree) {
    if (tree instanceof IsNullExpression test) {
      return negated(test.isNot(), new NullTest(binder.bind(test.getLeftExpression(), text)));
    }
    if (tree instanceof IsBooleanExpression test) {
      return negated(
          test.isNot(), new TruthTest(condition(test.getLeftExpression()), test.isTrue()));
    }
    if (tree instanceof Between between) {
      return negated(between.isNot(), between(between));
    }
    if (tree instanceof LikeExpression in
        && in.getLikeKeyWord() == LikeExpression.KeyWord.RLIKE) { // FlatText's stand-in for IN.
      return negated(in.isNot(), in(in));
    }
    if (tree instanceof LikeExpression like
        && like.getLikeKeyWord() == LikeExpression.KeyWord.LIKE) {
      return negated(like.isNot(), like(like));
    }
    throw unsupported(tree);
  }

  private RuntimeException unsupported(Expression tree) {
    return binder.clause().error("`" + text.restore(tree.toString()) + "` is not supported");
  }

  private static Condition negated(boolean not, Condition condition) {
    return not ? new Not(condition) : condition;
  }

  private Condition condition(Expression tree) {
    return Conditions.of(binder.bind(tree, text), binder.clause());
  }

  /** Collects the terms of a chain that leans to the left, without recursion. */
  private List<Condition> terms(Expression tree, Class<? extends BinaryExpression> connective) {
    Deque<Expression> trees = new ArrayDeque<>();
    Expression head = tree;
    while (connective.isInstance(head)) {
      BinaryExpression link = connective.cast(head);
      trees.push(link.getRightExpression());
      head = link.getLeftExpression();
    }
    trees.push(head);
    List<Condition> terms = new ArrayList<>();
    for (Expression term : trees) {
      terms.add(condition(term));
    }
    return terms;
  }

  private Condition comparison(ComparisonOperator tree) {
    Operator operator = Operator.of(tree.getStringExpression());
    io.holdfast.query.Expression left = binder.bind(tree.getLeftExpression(), text);
    io.holdfast.query.Expression right = binder.bind(tree.getRightExpression(), text);
    return compare(tree, left, operator, right);
  }

  private Condition compare(
      Expression tree,
      io.holdfast.query.Expression left,
      Operator operator,
      io.holdfast.query.Expression right) {
    return new ComparisonBinder(binder.clause(), () -> text.restore(tree.toString()))
        .compare(left, operator, right);
  }

  private Condition between(Between tree) {
    io.holdfast.query.Expression operand = binder.bind(tree.getLeftExpression(), text);
    io.holdfast.query.Expression low = binder.bind(tree.getBetweenExpressionStart(), text);
    io.holdfast.query.Expression high = binder.bind(tree.getBetweenExpressionEnd(), text);
    return Junction.and(
        List.of(
            compare(tree, operand, Operator.GREATER_OR_EQUAL, low),
            compare(tree, operand, Operator.LESS_OR_EQUAL, high)));
  }

  private Condition in(LikeExpression tree) {
    if (!(tree.getRightExpression() instanceof Column list)) {
      throw unsupported(tree);
    }
    io.holdfast.query.Expression operand = binder.bind(tree.getLeftExpression(), text);
    return new ComparisonBinder(binder.clause(), () -> text.restore(tree.toString()))
        .in(operand, binder.bindList(FlatText.token(list.getColumnName())));
  }

  private Condition like(LikeExpression tree) {
    io.holdfast.query.Expression operand = binder.bind(tree.getLeftExpression(), text);
    String pattern = literal(tree, tree.getRightExpression());
    int escape = -1;
    if (tree.getEscape() != null) {
      int[] points = literal(tree, tree.getEscape()).codePoints().toArray();
      if (points.length != 1) {
        throw likeError(tree, "an escape of one character");
      }
      escape = points[0];
    }
    if (operand.type().kind() != Kind.TEXT) {
      throw likeError(tree, Type.TEXT + " before LIKE, got " + operand.type());
    }
    try {
      return new Like(operand, new LikePattern(pattern, escape));
    } catch (IllegalArgumentException e) {
      throw likeError(tree, "a character behind the escape character");
    }
  }

  private String literal(LikeExpression tree, Expression part) {
    if (binder.bind(part, text) instanceof Constant constant
        && !constant.isNull()
        && constant.type().equals(Type.TEXT)) {
      return constant.text();
    }
    throw likeError(tree, "a pattern in single quotes");
  }

  private RuntimeException likeError(LikeExpression tree, String expected) {
    return binder
        .clause()
        .error("expected " + expected + " in `" + text.restore(tree.toString()) + "`");
  }
}
