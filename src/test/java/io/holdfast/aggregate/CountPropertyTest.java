package io.holdfast.aggregate;

import io.holdfast.record.Type;
import java.math.BigInteger;
import java.util.List;

class CountPropertyTest extends AccumulatorContract {
  @Override
  Function function() {
    return Function.COUNT;
  }

  @Override
  List<Type> types() {
    return ALL_TYPES;
  }

  @Override
  Object answer(Type type, List<?> values) {
    return BigInteger.valueOf(withoutNulls(values).size());
  }
}
