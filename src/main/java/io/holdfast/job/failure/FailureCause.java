package io.holdfast.job.failure;

/** What an attempt ended of, as far as its diagnostics tell. */
public enum FailureCause {
  /** Our own failure, which says itself what it is. */
  OWN("", ""),
  /** An exception of a program, not of a disk or a network. */
  EXCEPTION("an exception that the program does not expect", "reporting this as a bug"),
  HEAP(
      "a full heap",
      "a larger heap: -D mapreduce.map.memory.mb=MB or -D mapreduce.reduce.memory.mb=MB, and the"
          + " -Xmx of mapreduce.map.java.opts or mapreduce.reduce.java.opts where explain shows one"),
  CONTAINER_MEMORY(
      "a process that grew over its container's memory, so that YARN killed it",
      "a larger container: -D mapreduce.map.memory.mb=MB or -D mapreduce.reduce.memory.mb=MB"),
  KILLED_HARD(
      "a process killed with SIGKILL, by an administrator or by the system for lack of memory",
      "the node's system log"),
  KILLED_SOFTLY(
      "a process told to end with SIGTERM, by an administrator or as its container's time was over",
      "the node manager's log"),
  EXIT("a process that ended by itself", "the attempt's log"),
  TIMEOUT(
      "no report for longer than allowed",
      "a longer --task-timeout if the work is slow, else the node's disks"),
  DISK(
      "a full or broken disk of the node",
      "making room on the node, or -D"
          + " mapreduce.job.maxtaskfailures.per.tracker=1 to leave it at once"),
  SHUFFLE(
      "map output that a reduce task could not fetch",
      "the network, and the disks of the nodes that ran the maps"),
  FETCH(
      "the loss of its output, which reduce tasks could not fetch",
      "the network, and the disks of the node that ran it"),
  FILES("a failure to read or write", "the file system: hdfs dfsadmin -report"),
  IDENTITY(
      "a failure of Kerberos, a certificate or a key",
      "klist, and the node's clock, keys and certificates"),
  LIBRARY("a failure of the JVM or of a library", "the node's JDK and Hadoop's libraries on it"),
  LOST_NODE("the loss of its node", "the node: yarn node -list -all"),
  PREEMPTED(
      "the loss of its container, which the scheduler took for another queue",
      "another --queue, or a quieter time"),
  /** A second attempt of the task was faster. */
  OUTRUN("a faster attempt of the task", ""),
  /** It had to go with its job or its task. */
  STOPPED("an order to stop", ""),
  MASTER(
      "the end of the application master, and so of its attempts", "the application master's log"),
  UNKNOWN("", "the attempt's log");

  private final String words;
  private final String advice;

  FailureCause(String words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /** Returns the cause in plain words, as they follow "got", or nothing. */
  public String words() {
    return words;
  }

  /** Returns what to look at or to change, as it follows "try", or nothing. */
  public String advice() {
    return advice;
  }

  /** Says whether a killed attempt's user learns something from it: of a node, or a queue. */
  public boolean isLoss() {
    return this == LOST_NODE || this == PREEMPTED;
  }
}
