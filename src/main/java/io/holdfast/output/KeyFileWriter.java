package io.holdfast.output;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesVector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Writes batches of {@link io.holdfast.shuffle.RowKeyEncoder#SCHEMA} as a {@link SequenceFile},
 * whose records have a key and nothing else, compressed where and as map outputs are. Each file has
 * sync marks of its own, so no two are the same.
 */
final class KeyFileWriter implements RowWriter {
  private final DigestStream digest;
  private final FSDataOutputStream out;
  private final SequenceFile.Writer writer;
  private final BytesWritable key = new BytesWritable();
  private final KeySample sample;
  private long rows;

  /**
   * @param target closed with this writer
   * @param parts how many there are of this one's kind
   */
  KeyFileWriter(OutputStream target, int parts, JobConf conf) throws IOException {
    sample = new KeySample(KeyRanges.sampleSize(parts));
    digest = new DigestStream(target);
    out = new FSDataOutputStream(digest, null);
    writer =
        SequenceFile.createWriter(
            conf,
            SequenceFile.Writer.stream(out),
            SequenceFile.Writer.keyClass(BytesWritable.class),
            SequenceFile.Writer.valueClass(NullWritable.class),
            compression(conf));
  }

  private static SequenceFile.Writer.Option compression(JobConf conf) {
    if (!conf.getCompressMapOutput()) {
      return SequenceFile.Writer.compression(CompressionType.NONE);
    }
    CompressionCodec codec =
        ReflectionUtils.newInstance(conf.getMapOutputCompressorClass(DefaultCodec.class), conf);
    return SequenceFile.Writer.compression(CompressionType.BLOCK, codec);
  }

  @Override
  public void write(Batch batch) throws IOException {
    BytesVector keys = (BytesVector) batch.column(0);
    for (int row = 0; row < batch.size(); row++) {
      key.set(keys.data(), keys.starts()[row], keys.lengths()[row]);
      writer.append(key, NullWritable.get());
      sample.offer(keys.data(), keys.starts()[row], keys.lengths()[row]);
    }
    rows += batch.size();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      writer.close();
    }
  }

  @Override
  public List<KeySample.Member> sample() {
    return sample.members();
  }

  @Override
  public Part part(String name) {
    return new Part(name, rows, digest.bytes(), digest.sha256());
  }
}
