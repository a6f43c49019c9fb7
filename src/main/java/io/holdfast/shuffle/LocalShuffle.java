package io.holdfast.shuffle;

import io.holdfast.error.HoldfastException;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.IndexRecord;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapOutputFile;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapred.ShuffleConsumerPlugin;
import org.apache.hadoop.mapred.SpillRecord;
import org.apache.hadoop.mapred.TaskStatus;
import org.apache.hadoop.mapreduce.MRConfig;

/**
 * The shuffle of Hadoop's local job runner: map outputs are on this machine's disks, so a reducer
 * merges them where they lie. Hadoop's own copies them first, into memory or to disk again.
 */
public final class LocalShuffle implements ShuffleConsumerPlugin<GroupKey, PartialState> {
  private Context<GroupKey, PartialState> context;

  @Override
  public void init(Context<GroupKey, PartialState> context) {
    if (context.getLocalMapFiles() == null) {
      throw HoldfastException.user(
          "[%s] expected it unset on a cluster, got the shuffle of a local run",
          MRConfig.SHUFFLE_CONSUMER_PLUGIN);
    }
    this.context = context;
  }

  @Override
  public RawKeyValueIterator run() throws IOException, InterruptedException {
    JobConf conf = context.getJobConf();
    FileSystem fs = FileSystem.getLocal(conf).getRaw();
    RunSegments segments = new RunSegments(conf, fs, context.getCodec());
    int partition = context.getReduceId().getTaskID().getId();
    for (MapOutputFile map : context.getLocalMapFiles().values()) {
      IndexRecord place = new SpillRecord(map.getOutputIndexFile(), conf).getIndex(partition);
      segments.add(map.getOutputFile(), place);
      context.getShuffledMapsCounter().increment(1);
      context.getReduceShuffleBytes().increment(place.partLength);
    }
    context.getCopyPhase().complete();
    context.getStatus().setPhase(TaskStatus.Phase.SORT);
    context.getReduceTask().statusUpdate(context.getUmbilical());
    return segments.merge(
        context.getReduceId(),
        context.getSpilledRecordsCounter(),
        context.getMergePhase(),
        context.getReporter());
  }

  /** The files belong to the maps. */
  @Override
  public void close() {}
}
