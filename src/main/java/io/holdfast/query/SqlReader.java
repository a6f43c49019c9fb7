package io.holdfast.query;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;

/** Runs the SQL parser in the calling thread over a whole text. */
final class SqlReader {
  private SqlReader() {}

  /** Returns the tree of an expression; an error has the place in the user's text. */
  static Expression read(FlatText text) {
    CCJSqlParser parser = CCJSqlParserUtil.newParser(text.sql()).withAllowComplexParsing(false);
    try {
      Expression tree = parser.Expression();
      Token next = parser.getNextToken();
      if (next.kind != CCJSqlParser.EOF) {
        throw text.errorAt(place(next));
      }
      return tree;
    } catch (ParseException e) {
      throw text.errorAt(place(e.currentToken.next));
    }
  }

  /** The parser places the end at the last character. */
  private static int place(Token token) {
    return token.kind == CCJSqlParser.EOF ? Integer.MAX_VALUE : token.absoluteBegin;
  }
}
