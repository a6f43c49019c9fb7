package io.holdfast.shuffle;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.Pulse;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.ReflectionUtils;

/** Writes runs of any bytes. */
final class RunFiles {
  final JobConf conf = new JobConf(false);
  final Counters.Counter spilled = new Counters().findCounter("test", "spilled");

  FileSystem files() throws IOException {
    return FileSystem.getLocal(conf).getRaw();
  }

  RunWriter writer(java.nio.file.Path file, CompressionCodec codec) throws IOException {
    return new RunWriter(conf, files(), new Path(file.toUri()), codec, spilled, Pulse.NONE);
  }

  /** Returns no codec for 0, and different ones for 1 and 2. */
  CompressionCodec codec(int kind) {
    Class<? extends CompressionCodec> codec = kind == 1 ? DefaultCodec.class : SnappyCodec.class;
    return kind == 0 ? null : ReflectionUtils.newInstance(codec, conf);
  }

  static void append(RunWriter writer, int partition, byte[] key, byte[] state) throws IOException {
    GroupKey group = new GroupKey();
    group.set(key, 0, key.length);
    PartialState states = new PartialState();
    BytesOutput out = states.begin();
    out.writeBytes(state, 0, state.length);
    writer.append(partition, group, states);
  }
}
