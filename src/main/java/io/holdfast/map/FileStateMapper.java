package io.holdfast.map;

import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.query.Query;
import io.holdfast.record.BytesOutput;
import io.holdfast.shuffle.FileKeys;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.OrderedKeys;
import io.holdfast.shuffle.PartialState;
import io.holdfast.shuffle.QueryConfiguration;
import io.holdfast.shuffle.StateMerger;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * The mapper over partial states that were kept by file: drops those of files that count no more.
 * Those of a group lie one behind the other in a part, so without the files' numbers they are
 * merged as they come; or, where states are only to be rewritten, all else stays as it is.
 */
public final class FileStateMapper extends Mapper<GroupKey, PartialState, GroupKey, PartialState> {
  private final GroupKey view = new GroupKey();
  private final GroupKey group = new GroupKey();
  private final PartialState merged = new PartialState();
  private byte[] groupBytes = {};
  private final BytesOutput renumbered = new BytesOutput();
  private FileKeys layout;
  private long[] dropped;
  private long[] fresh;
  private boolean rewrites;
  private long[] oldIds;
  private long[] newIds;
  private OrderedKeys ordered;
  private StateMerger merger;

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    setup(context);
    boolean more = next(context);
    while (more) {
      if (rewrites) {
        rewrite(context);
        more = next(context);
      } else {
        more = merge(context);
      }
    }
    cleanup(context);
  }

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    dropped = FileKeys.dropped(conf);
    fresh = FileKeys.fresh(conf);
    rewrites = FileKeys.generation(conf) != null;
    oldIds = FileKeys.oldIds(conf);
    newIds = FileKeys.newIds(conf);
    Query query = QueryConfiguration.read(conf);
    layout = new FileKeys(query);
    ordered = query.orderedArguments().isEmpty() ? null : new OrderedKeys(query);
    merger = new StateMerger(query);
  }

  /** Steps to the next states that count. */
  private boolean next(Context context) throws IOException, InterruptedException {
    while (context.nextKeyValue()) {
      GroupKey key = context.getCurrentKey();
      layout.withoutId(key, view);
      long id = FileKeys.id(key);
      // What old generations cost was not spent on this run.
      boolean counts =
          view.isCost()
              ? Arrays.binarySearch(fresh, id) >= 0
              : Arrays.binarySearch(dropped, id) < 0;
      if (counts) {
        return true;
      }
    }
    return false;
  }

  private void rewrite(Context context) throws IOException, InterruptedException {
    GroupKey key = context.getCurrentKey();
    int found = Arrays.binarySearch(oldIds, FileKeys.id(key));
    if (found < 0) { // What a generation itself had: of no file.
      context.write(key, context.getCurrentValue());
      return;
    }
    renumbered.clear();
    layout.append(view.bytes(), view.start(), view.length(), newIds[found], renumbered);
    group.set(renumbered.bytes(), 0, renumbered.length());
    context.write(group, context.getCurrentValue());
  }

  /** Writes what all states of the current group come to; returns whether there are more. */
  private boolean merge(Context context) throws IOException, InterruptedException {
    if (view.isTally() || view.isBadRecord() || view.isCost()) {
      context.write(view, context.getCurrentValue());
      return next(context);
    }
    keep(view);
    boolean ofGroup =
        ordered == null || OrderedKeys.argument(group, ordered.groupLength(group)) < 0;
    AccumulatorSet sum = merger.begin(ofGroup);
    boolean more = true;
    while (more && view.compareTo(group) == 0) {
      sum.merge(0, context.getCurrentValue().open());
      more = next(context);
    }
    sum.write(0, merged.begin());
    context.write(group, merged);
    return more;
  }

  /** The key of the current record is overwritten by the next. */
  private void keep(GroupKey key) {
    if (groupBytes.length < key.length()) {
      groupBytes = new byte[key.length() + Long.SIZE];
    }
    System.arraycopy(key.bytes(), key.start(), groupBytes, 0, key.length());
    group.set(groupBytes, 0, key.length());
  }
}
