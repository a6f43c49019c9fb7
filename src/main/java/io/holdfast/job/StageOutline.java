package io.holdfast.job;

/**
 * What one stage of a run would do.
 *
 * @param name in a word
 * @param reads what goes in, for people
 * @param partitioner what tells which reduce task gets what; empty where there is one task
 * @param reducers the number of reduce tasks, and so of parts
 */
public record StageOutline(String name, String reads, String partitioner, int reducers) {
  /** Says whether another stage does the same, with another part of the input. */
  public boolean doesTheSame(StageOutline other) {
    return reads.equals(other.reads)
        && partitioner.equals(other.partitioner)
        && reducers == other.reducers;
  }
}
