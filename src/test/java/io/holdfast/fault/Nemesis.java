package io.holdfast.fault;

import io.holdfast.cluster.TestCluster;

/** What the test itself does to a cluster while a job's attempts are held up. */
interface Nemesis {
  /** Nothing. */
  Nemesis NONE = (cluster, run) -> {};

  void act(TestCluster cluster, FaultedRun run) throws Exception;
}
