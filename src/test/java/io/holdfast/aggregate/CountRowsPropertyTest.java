package io.holdfast.aggregate;

import io.holdfast.record.Type;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

class CountRowsPropertyTest extends AccumulatorContract {
  @Override
  Function function() {
    return Function.COUNT_ROWS;
  }

  @Override
  List<Type> types() {
    return Collections.singletonList(null);
  }

  @Override
  Object answer(Type type, List<?> values) {
    return BigInteger.valueOf(values.size());
  }
}
