package io.holdfast.job;

/** Is told how far a run is. */
public interface ProgressListener {
  /** Tells a fact worth a line, for example that a large archive cannot be split. */
  void notice(String line);

  /** Tells that a stage begins: {@code aggregate} or {@code order}. */
  void begun(String stage);

  /**
   * Tells the progress of the running job.
   *
   * @param map share of the map work that is done, 0 to 1
   * @param reduce share of the reduce work that is done, 0 to 1
   */
  void progress(float map, float reduce);

  /** Tells that the job has ended, one way or the other. */
  void ended();
}
