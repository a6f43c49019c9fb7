package io.holdfast.fault.shell;

import io.holdfast.output.HoldfastCommitter;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.OutputStore;
import io.holdfast.output.PartOutputFormat;

/** The output format, with faults in its committer. */
public final class FaultyOutputFormat extends PartOutputFormat {
  @Override
  protected HoldfastCommitter createCommitter(OutputSettings settings, OutputStore store) {
    return new FaultyCommitter(settings, new WatchedStore(store));
  }
}
