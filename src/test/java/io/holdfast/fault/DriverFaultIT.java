package io.holdfast.fault;

import static io.holdfast.fault.Strikes.inMap;
import static io.holdfast.fault.shell.Action.WAIT;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The driver dies, and its job needs it no more; or it is told to end, and takes the job with it.
 */
@ExtendWith(DrillExtension.class)
class DriverFaultIT {
  /** What a shell makes of SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  private final FaultDrill drill;

  DriverFaultIT(FaultDrill drill) {
    this.drill = drill;
  }

  @Test
  @Tag("matrix")
  void killedWhileMapsRun() throws Exception {
    drill
        .row("driver killed")
        .with(inMap(1).atRecord(1000).does(WAIT))
        .meanwhile((cluster, run) -> run.killDriver())
        .outlivesItsDriver("maps 3 succeeded; reduces 2 succeeded");
  }

  /** As by Ctrl-C. */
  @Test
  @Tag("matrix")
  void toldToEndWhileMapsRun() throws Exception {
    drill
        .row("driver told to end")
        .with(inMap(1).atRecord(1000).does(WAIT))
        .meanwhile((cluster, run) -> run.endDriver())
        .fails(TERMINATED, "interrupted: nothing was written");
  }
}
