package io.holdfast.aggregate;

import io.holdfast.record.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

class AveragePropertyTest extends AccumulatorContract {
  @Override
  Function function() {
    return Function.AVG;
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
    BigInteger count = BigInteger.valueOf(addends.size());
    if (type.storage() == Type.Storage.DOUBLES) {
      return ExactAnswers.quotient(addends.stream().map(Double.class::cast).toList(), count);
    }
    return ExactAnswers.nearest(new BigDecimal(ExactAnswers.total(addends), type.scale()), count);
  }
}
