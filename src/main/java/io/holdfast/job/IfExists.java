package io.holdfast.job;

/** What a run does about an output that exists, or that an earlier run has begun. */
public enum IfExists {
  /** An output that exists is a conflict. */
  FAIL,
  /** Go on where an earlier run of the same work stopped; if it is done, there is nothing to do. */
  RESUME,
  /** Swap the old output for the new one when that is whole. */
  REPLACE
}
