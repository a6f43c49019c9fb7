package io.holdfast.output;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A {@link SequenceFile} on its way to a part, compressed where and as map outputs are. Each file
 * has sync marks of its own, so no two are the same.
 */
final class RecordFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DigestStream digest;
  private final FSDataOutputStream out;
  private final SequenceFile.Writer writer;
  private long records;

  /**
   * @param target closed with this file
   */
  RecordFile(
      OutputStream target,
      Class<? extends Writable> key,
      Class<? extends Writable> value,
      JobConf conf)
      throws IOException {
    digest = new DigestStream(target);
    // The writer writes lengths of four bytes each by itself.
    out = new FSDataOutputStream(new BufferedOutputStream(digest, BUFFER_BYTES), null);
    writer =
        SequenceFile.createWriter(
            conf,
            SequenceFile.Writer.stream(out),
            SequenceFile.Writer.keyClass(key),
            SequenceFile.Writer.valueClass(value),
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

  void append(Writable key, Writable value) throws IOException {
    writer.append(key, value);
    records++;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      writer.close();
    }
  }

  /** Returns the part; to be called once, after {@link #close}. */
  Part part(String name) {
    return new Part(name, records, digest.bytes(), digest.sha256());
  }
}
