package io.holdfast.job.failure;

/** What an attempt ended of, as far as its diagnostics tell. */
public enum FailureCause {
  /** Our own failure, which says itself what it is. */
  OWN("", "", Telling.FAILURE),
  /** An exception of a program, not of a disk or a network. */
  EXCEPTION("the program met what it does not expect", "reporting this as a bug", Telling.FAILURE),
  HEAP(
      "the task's heap was full",
      "a larger heap: -D mapreduce.map.memory.mb=MB or -D mapreduce.reduce.memory.mb=MB",
      Telling.FAILURE),
  CONTAINER_MEMORY(
      "the task's process grew over its container's memory, and YARN killed it",
      "a larger container: -D mapreduce.map.memory.mb=MB or -D mapreduce.reduce.memory.mb=MB",
      Telling.FAILURE),
  KILLED_HARD(
      "its process was killed with SIGKILL: by an administrator, or by the system for lack of"
          + " memory",
      "the node's system log",
      Telling.FAILURE),
  KILLED_SOFTLY(
      "its process was told to end with SIGTERM: by an administrator, or as its container's time"
          + " was over",
      "the node manager's log",
      Telling.FAILURE),
  EXIT("its process ended by itself", "the attempt's log", Telling.FAILURE),
  TIMEOUT(
      "it reported nothing for longer than it may",
      "a longer --task-timeout if the work is slow, else the node's disks",
      Telling.FAILURE),
  DISK(
      "the node's disk is full or broken",
      "making room on the node, or -D"
          + " mapreduce.job.maxtaskfailures.per.tracker=1 to leave it at once",
      Telling.FAILURE),
  SHUFFLE(
      "a reduce task could not fetch map output",
      "the network, and the disks of the nodes that ran the maps",
      Telling.FAILURE),
  FETCH(
      "reduce tasks could not fetch this map's output, so it counts as lost",
      "the network, and the disks of the node that ran it",
      Telling.FAILURE),
  FILES(
      "reading or writing files failed", "the file system: hdfs dfsadmin -report", Telling.FAILURE),
  LOST_NODE("its node is lost", "the node: yarn node -list -all", Telling.LOSS),
  PREEMPTED(
      "the scheduler took its container for another queue",
      "another --queue, or a quieter time",
      Telling.LOSS),
  /** A second attempt of the task was faster. */
  OUTRUN("another attempt of the task was faster", "", Telling.NOTHING),
  /** It had to go with its job or its task. */
  STOPPED("it was stopped", "", Telling.NOTHING),
  MASTER(
      "the application master ended, and so did its attempts",
      "the application master's log",
      Telling.FAILURE),
  UNKNOWN("", "the attempt's log", Telling.FAILURE);

  private final String words;
  private final String advice;
  private final Telling telling;

  FailureCause(String words, String advice, Telling telling) {
    this.words = words;
    this.advice = advice;
    this.telling = telling;
  }

  /** Returns the cause in plain words, or nothing. */
  public String words() {
    return words;
  }

  /** Returns what to look at or to change, as it follows "try", or nothing. */
  public String advice() {
    return advice;
  }

  /** Says whether a killed attempt's user learns something from it: of a node, or a queue. */
  public boolean isLoss() {
    return telling == Telling.LOSS;
  }

  /** Says whether nothing was wrong with the attempt. */
  public boolean isHarmless() {
    return telling == Telling.NOTHING;
  }

  private enum Telling {
    FAILURE,
    LOSS,
    NOTHING
  }
}
