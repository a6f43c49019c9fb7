package io.holdfast.fault.shell;

import java.io.IOException;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapred.ShuffleConsumerPlugin;
import org.apache.hadoop.mapreduce.task.reduce.Shuffle;

/** Hadoop's shuffle, watched for the moment when some of the map outputs are copied. */
public final class FaultyShuffle<K, V> implements ShuffleConsumerPlugin<K, V> {
  private static final long POLL_MS = 5;

  private final Shuffle<K, V> shuffle = new Shuffle<>();
  private Context<K, V> context;

  @Override
  public void init(Context<K, V> ofTask) {
    context = ofTask;
    shuffle.init(ofTask);
  }

  @Override
  public RawKeyValueIterator run() throws IOException, InterruptedException {
    FaultSite site =
        FaultSite.ofTask(context.getReduceId(), context.getJobConf(), context.getReporter());
    site.reach(Place.SHUFFLE, 0);
    Thread watcher = new Thread(() -> watch(site), "fault watcher");
    watcher.setDaemon(true);
    watcher.start();
    return shuffle.run();
  }

  @Override
  public void close() {
    shuffle.close();
  }

  private void watch(FaultSite site) {
    try {
      while (true) {
        site.reach(Place.SHUFFLE, context.getShuffledMapsCounter().getCounter());
        Thread.sleep(POLL_MS);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
