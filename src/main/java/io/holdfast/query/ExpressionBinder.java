package io.holdfast.query;

import io.holdfast.record.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.schema.Column;

/** Turns parts of a clause into expressions over the columns of a scope. */
final class ExpressionBinder {
  /** Each operation keeps a vector and a stack frame. */
  private static final int MAX_OPERATIONS = 500;

  private final Syntax syntax;
  private final Scope scope;
  private final ArithmeticBinder arithmetic;
  private int operations;

  ExpressionBinder(Syntax syntax, Scope scope) {
    this.syntax = syntax;
    this.scope = scope;
    this.arithmetic = new ArithmeticBinder(syntax.clause());
  }

  Clause clause() {
    return syntax.clause();
  }

  /** Binds the tokens from one to before another. The SQL parser is not even loaded for a name. */
  Expression bind(int from, int to) {
    int first = from;
    int end = to;
    while (first < end && syntax.token(first).isSign("(") && syntax.partner(first) == end - 1) {
      first++;
      end--;
    }
    if (end - first == 1 && isOperand(first)) {
      return operand(first);
    }
    if (end - first > 1 && scope.isCall(syntax, first) && syntax.partner(first + 1) == end - 1) {
      return scope.call(syntax, first);
    }
    if (first == end) {
      throw clause()
          .errorAt(syntax.token(first).start(), "expected an expression, got nothing; add one");
    }
    FlatText text = new FlatText(syntax, scope, first, end);
    return bind(SqlReader.read(text), text);
  }

  private boolean isOperand(int index) {
    return syntax.token(index).kind() != Token.Kind.SIGN
        && !syntax.isOperator(index)
        && !syntax.isConstant(index);
  }

  /** Binds a tree that was parsed from a text. */
  Expression bind(net.sf.jsqlparser.expression.Expression tree, FlatText text) {
    if (tree instanceof Column column) {
      return operand(FlatText.token(column.getColumnName()));
    }
    if (tree instanceof StringValue string) {
      return operand(Integer.parseInt(string.getValue()));
    }
    if (tree instanceof BooleanValue bool) {
      return Constant.ofLong(Type.BOOLEAN, bool.getValue() ? 1 : 0);
    }
    if (tree instanceof NullValue) {
      return Constant.NULL;
    }
    if (tree instanceof SignedExpression signed) {
      return sign(signed, text);
    }
    if (isArithmetic(tree)) {
      return chain((BinaryExpression) tree, text);
    }
    return new ConditionBinder(this, text).bind(tree);
  }

  private Expression operand(int index) {
    Token token = syntax.token(index);
    return switch (token.kind()) {
      case TEXT -> Constant.ofText(token.value());
      case NAME -> scope.resolve(clause(), token.value());
      case WORD -> word(index);
      case NUMBER -> number(token);
      case SIGN -> bind(index + 1, syntax.partner(index));
      case END -> throw new IllegalStateException("the end is no operand");
    };
  }

  private Expression word(int index) {
    if (syntax.isTypedLiteral(index)) {
      return typedLiteral(syntax.token(index), syntax.token(index + 1));
    }
    return scope.isCall(syntax, index)
        ? scope.call(syntax, index)
        : scope.resolve(clause(), syntax.token(index).value());
  }

  /** Binds what is between commas in a group in parentheses, which begins at a token. */
  List<Expression> bindList(int group) {
    List<Expression> members = new ArrayList<>();
    int end = syntax.partner(group);
    for (int from = group + 1; from <= end; ) {
      int to = syntax.comma(from, end);
      members.add(bind(from, to));
      from = to + 1;
    }
    return members;
  }

  private Constant number(Token token) {
    try {
      return Literals.number(token.value());
    } catch (IllegalArgumentException e) {
      throw clause().errorAt(token.start(), "expected " + e.getMessage() + ", got more");
    }
  }

  private Constant typedLiteral(Token keyword, Token text) {
    try {
      Constant value =
          keyword.isWord("TIME") ? Literals.time(text.value()) : Literals.timestamp(text.value());
      boolean isDate = value.type().equals(Type.DATE);
      if (keyword.isWord("DATE") && !isDate) {
        throw new IllegalArgumentException("a date such as 2024-01-31");
      }
      return keyword.isWord("TIMESTAMP") && isDate
          ? Literals.timestamp(text.value() + " 00:00")
          : value;
    } catch (IllegalArgumentException e) {
      String got = clause().show(text.start(), text.end());
      throw clause().errorAt(text.start(), "expected " + e.getMessage() + ", got " + got);
    }
  }

  private Expression sign(SignedExpression signed, FlatText text) {
    count();
    Expression operand = bind(signed.getExpression(), text);
    String sql = text.restore(signed.toString());
    if (signed.getSign() == '-') {
      return arithmetic.negate(operand, sql);
    }
    arithmetic.numberType(operand, sql);
    return operand;
  }

  /** Binds a chain such as a - b + c from its left end, without recursion. */
  private Expression chain(BinaryExpression tree, FlatText text) {
    Deque<BinaryExpression> links = new ArrayDeque<>();
    net.sf.jsqlparser.expression.Expression head = tree;
    while (isArithmetic(head)) {
      count();
      links.push((BinaryExpression) head);
      head = ((BinaryExpression) head).getLeftExpression();
    }
    Expression bound = bind(head, text);
    for (BinaryExpression link : links) {
      Expression right = bind(link.getRightExpression(), text);
      bound = arithmetic.bind(bound, operator(link), right, text.restore(link.toString()));
    }
    return bound;
  }

  private void count() {
    if (++operations > MAX_OPERATIONS) {
      throw clause().error("expected at most 500 arithmetic operators, got more; simplify it");
    }
  }

  private static boolean isArithmetic(net.sf.jsqlparser.expression.Expression tree) {
    return tree instanceof Addition
        || tree instanceof Subtraction
        || tree instanceof Multiplication
        || tree instanceof Division;
  }

  private static ArithmeticOperator operator(BinaryExpression link) {
    return switch (link.getStringExpression()) {
      case "+" -> ArithmeticOperator.ADD;
      case "-" -> ArithmeticOperator.SUBTRACT;
      case "*" -> ArithmeticOperator.MULTIPLY;
      default -> ArithmeticOperator.DIVIDE;
    };
  }
}
