package io.holdfast.shuffle;

import io.holdfast.record.BytesOutput;
import io.holdfast.record.Pulse;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.JobConf;

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

  /** Returns a codec, or null for none. */
  CompressionCodec codec(boolean compressed) {
    if (!compressed) {
      return null;
    }
    DefaultCodec codec = new DefaultCodec();
    codec.setConf(conf);
    return codec;
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
