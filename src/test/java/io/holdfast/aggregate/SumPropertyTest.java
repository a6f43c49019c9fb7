package io.holdfast.aggregate;

import io.holdfast.record.Kind;
import io.holdfast.record.Type;
import java.math.BigInteger;
import java.util.List;

class SumPropertyTest extends AccumulatorContract {
  private static final BigInteger DECIMAL_LIMIT = BigInteger.TEN.pow(38);

  @Override
  Function function() {
    return Function.SUM;
  }

  @Override
  List<Type> types() {
    return NUMBERS;
  }

  @Override
  Object answer(Type type, List<?> values) {
    List<?> addends = withoutNulls(values);
    if (addends.isEmpty()) {
      return null;
    }
    if (type.storage() == Type.Storage.DOUBLES) {
      return ExactAnswers.quotient(
          addends.stream().map(Double.class::cast).toList(), BigInteger.ONE);
    }
    BigInteger total = ExactAnswers.total(addends);
    boolean fits =
        type.kind() == Kind.LONG
            ? total.bitLength() < Long.SIZE
            : total.abs().compareTo(DECIMAL_LIMIT) < 0;
    if (!fits) {
      throw new ArithmeticException();
    }
    return total;
  }
}
