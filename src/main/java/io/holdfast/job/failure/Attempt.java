package io.holdfast.job.failure;

/**
 * An attempt of a task.
 *
 * @param stage map or reduce
 * @param task its number in the stage, from 0
 * @param number its number in the task, from 0; those of the second application master from 1000
 * @param node the host that it ran on, or empty
 */
public record Attempt(String stage, int task, int number, String node) {
  private static final int PER_MASTER = 1000;

  /** Returns how many attempts of the task its application master had started before it. */
  public int earlier() {
    return number % PER_MASTER;
  }

  /** Returns which application master started it, from 0. */
  public int master() {
    return number / PER_MASTER;
  }

  /** Says whether two attempts are of the same task. */
  public boolean isOfSameTask(Attempt other) {
    return stage.equals(other.stage) && task == other.task;
  }

  /** Says whether two attempts ran on one node, as far as both nodes are known. */
  boolean isOnSameNode(Attempt other) {
    return !node.isEmpty() && node.equals(other.node);
  }

  /** Returns for example {@code map 3}. */
  String taskName() {
    return stage + " " + task;
  }

  /** Returns for example {@code map 3, attempt 0 on node7}. */
  String name() {
    return taskName() + ", attempt " + number + (node.isEmpty() ? "" : " on " + node);
  }

  /** Returns the node, or that it is not known. */
  String nodeOrUnknown() {
    return node.isEmpty() ? "an unknown node" : node;
  }
}
