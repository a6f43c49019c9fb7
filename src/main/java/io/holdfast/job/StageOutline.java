package io.holdfast.job;

import java.util.OptionalLong;

/**
 * What one stage of a run would do.
 *
 * @param name in a word
 * @param reads what goes in, for people
 * @param bytes that it reads; empty where stages that are still to run decide
 * @param partitioner what tells which reduce task gets what; empty where there is one task
 * @param reducers the number of reduce tasks, and so of parts
 */
public record StageOutline(
    String name, String reads, OptionalLong bytes, String partitioner, int reducers) {
  /** Says whether another stage does the same, with another part of the input. */
  public boolean doesTheSame(StageOutline other) {
    return reads.equals(other.reads)
        && bytes.equals(other.bytes)
        && partitioner.equals(other.partitioner)
        && reducers == other.reducers;
  }
}
