package io.holdfast.shuffle;

/** What a job counts, in the order of the flow. */
public enum FlowCounter {
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
  /** Times that a mapper's table was full and went to the shuffle early. */
  TABLE_FLUSHES,
  /** Partial states that the mappers sent. */
  STATES_OUT,
  /** {@link #RECORDS_IN} as it came through the shuffle. */
  TALLIED_IN,
  /** {@link #RECORDS_COUNTED} as it came through the shuffle. */
  TALLIED_COUNTED,
  /** {@link #RECORDS_FILTERED} as it came through the shuffle. */
  TALLIED_FILTERED,
  /** {@link #RECORDS_QUARANTINED} as it came through the shuffle. */
  TALLIED_QUARANTINED,
  /** {@link #VALUES_NULL} as it came through the shuffle. */
  TALLIED_NULL,
  /** {@link #VALUES_NAN} as it came through the shuffle. */
  TALLIED_NAN,
  /** Groups that the reducers finished. */
  GROUPS,
  /** Rows that were written. */
  ROWS_OUT
}
