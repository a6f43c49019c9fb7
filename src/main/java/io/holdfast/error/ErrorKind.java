package io.holdfast.error;

/** Who has to act on a failure, and with which exit code the process ends. */
public enum ErrorKind {
  /** The job failed for lack of a resource: a disk, a node, memory. Trying again may help. */
  RESOURCE(1),
  /** Wrong use or configuration, found before anything is submitted. */
  USER(2),
  /** The input is not what it should be. Trying again gives the same failure. */
  DATA(3),
  /** The output or a checkpoint is in the way, or was made by somebody else. */
  CONFLICT(4),
  /** A committed output is not what its manifest says. */
  MISMATCH(6),
  /** A defect of this program. */
  BUG(70);

  private final int exitCode;

  ErrorKind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the process's exit code, 1 to 70. */
  public int exitCode() {
    return exitCode;
  }
}
