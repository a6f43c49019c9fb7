package io.holdfast.reduce;

import io.holdfast.config.MaxBad;
import io.holdfast.shuffle.StateCombiner;
import io.holdfast.shuffle.Tally;

/**
 * The reducer of a wave: merges the states of a group as the combiner does, for another stage to
 * finish. Ends the job where this wave alone has too many malformed records.
 */
public class StateReducer extends StateCombiner {
  @Override
  protected void check(Tally tally, Context context) {
    tally.requireSoFar(MaxBad.read(context.getConfiguration()));
  }
}
