package io.holdfast.aggregate;

import io.holdfast.record.Type;
import java.util.List;

class MaxPropertyTest extends AccumulatorContract {
  @Override
  Function function() {
    return Function.MAX;
  }

  @Override
  List<Type> types() {
    return ALL_TYPES;
  }

  @Override
  Object answer(Type type, List<?> values) {
    List<?> sorted = ExactAnswers.sorted(withoutNulls(values));
    return sorted.isEmpty() ? null : sorted.get(sorted.size() - 1);
  }
}
