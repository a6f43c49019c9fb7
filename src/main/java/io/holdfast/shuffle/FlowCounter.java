package io.holdfast.shuffle;

import java.util.function.BinaryOperator;

/** What a job counts, in the order of the flow. */
public enum FlowCounter {
  /** Bytes that came from the input files; of compressed ones as they are. */
  BYTES_READ,
  /** Milliseconds that mappers spent on reading: decoding, and finding words, included. */
  READ_MS,
  /** Rows, or words, that the readers gave. */
  RECORDS_IN,
  /** Rows, or words, that the filter let pass. */
  RECORDS_COUNTED,
  /** Rows for which the filter was false or unknown. */
  RECORDS_FILTERED,
  /** Malformed records that were set aside; the filter is not asked about them. */
  RECORDS_QUARANTINED,
  /** Nulls among the arguments of aggregates, each distinct argument once a row. */
  VALUES_NULL,
  /** NaNs among the same; none of them is null. */
  VALUES_NAN,
  /** Milliseconds that mappers spent on filtering, grouping and adding. */
  MAP_MS,
  /** Rows whose group a mapper's table had already. */
  TABLE_HITS,
  /** Times that a mapper's table was full and went to the shuffle early. */
  TABLE_FLUSHES,
  /** Partial states that the mappers sent. */
  STATES_OUT,
  /** Bytes that mappers wrote early, and have to merge into their outputs. */
  SPILLED_BYTES,
  /** Milliseconds that mappers spent on sorting and sending states. */
  SEND_MS,
  /** Bytes of map outputs that reducers fetched. */
  SHUFFLED_BYTES,
  /** Partial states that reducers got, their own combiners' work done. */
  STATES_IN,
  /** The same of the one reducer that got the most. */
  STATES_IN_MOST,
  /** Groups that the reducers finished. */
  GROUPS,
  /** Rows that were written. */
  ROWS_OUT,
  /** Milliseconds that reducers spent on merging, finishing and writing. */
  REDUCE_MS;

  /**
   * The group in which reducers count under a mapper's names what came through the shuffle: each
   * record once, whichever attempts of the maps failed.
   */
  public static final String ARRIVED = "io.holdfast.shuffle.Arrived";

  /** Returns how the values of a counter, by its name, of several tasks become one. */
  public static BinaryOperator<Long> sum(String name) {
    return name.equals(STATES_IN_MOST.name()) ? Math::max : Math::addExact;
  }
}
