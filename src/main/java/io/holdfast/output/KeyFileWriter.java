package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;

/**
 * Writes batches of {@link io.holdfast.shuffle.RowKeyEncoder#SCHEMA} as a {@link RecordFile} of
 * keys and nothing else, and takes a sample of them.
 */
final class KeyFileWriter implements RowWriter {
  private final RecordFile file;
  private final BytesWritable key = new BytesWritable();
  private final KeySampler sampler;

  /**
   * @param target closed with this writer
   * @param parts how many there are of this one's kind
   * @param sampled whether ranges are wanted
   */
  KeyFileWriter(OutputStream target, int parts, boolean sampled, JobConf conf) throws IOException {
    sampler = sampled ? new KeySampler(parts) : null;
    file = new RecordFile(target, BytesWritable.class, NullWritable.class, conf);
  }

  @Override
  public void write(Batch batch) throws IOException {
    BytesVector keys = (BytesVector) batch.column(0);
    for (int row = 0; row < batch.size(); row++) {
      key.set(keys.data(), keys.starts()[row], keys.lengths()[row]);
      file.append(key, NullWritable.get());
      if (sampler != null) {
        sampler.offer(keys.data(), keys.starts()[row], keys.lengths()[row]);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public KeySample sample() {
    return sampler == null ? KeySample.NONE : sampler.sample();
  }

  @Override
  public Part part(String name) {
    return file.part(name);
  }
}
