package io.holdfast.input.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages. A size that the codec cannot reach from what is there is refused unallocated.
 */
final class PageDecompressor implements AutoCloseable {
  private static final long SLACK_BYTES = 64;

  private final CompressionCodecFactory codecs;

  PageDecompressor(Configuration conf) {
    this.codecs = new CodecFactory(conf, 0);
  }

  /**
   * Decompresses a slice.
   *
   * @param size the bytes to get
   * @throws IOException if the slice is damaged
   */
  Slice decompress(Slice in, CompressionCodecName codec, int size) throws IOException {
    if (codec == CompressionCodecName.UNCOMPRESSED) {
      requireSize(in.length(), size);
      return in;
    }
    if (size == 0) {
      return Slice.EMPTY;
    }
    if (size < 0 || size > in.length() * largestRatio(codec) + SLACK_BYTES) {
      throw new Damage("%d bytes of %s for a page of %d bytes", in.length(), codec, size);
    }
    if (codec == CompressionCodecName.SNAPPY) {
      ByteCursor preamble = new ByteCursor();
      preamble.reset(in);
      requireSize(preamble.readSize(), size);
    }
    ByteBuffer out =
        codecs
            .getDecompressor(codec)
            .decompress(BytesInput.from(in.bytes(), in.start(), in.length()), size)
            .toInputStream()
            .slice(size);
    int start = out.arrayOffset() + out.position();
    return new Slice(out.array(), start, start + size);
  }

  /** Returns the most bytes that one compressed byte can stand for. */
  private static long largestRatio(CompressionCodecName codec) {
    return switch (codec) {
      case SNAPPY -> 64;
      case GZIP -> 1_040;
      case LZ4_RAW -> 256;
      // A block of 128 KB can be one byte behind a header of three.
      case ZSTD -> 1 << 17;
      case UNCOMPRESSED, LZO, BROTLI, LZ4 -> 1;
    };
  }

  private static void requireSize(int size, int expected) {
    if (size != expected) {
      throw new Damage("%d bytes instead of %d when decompressed", size, expected);
    }
  }

  @Override
  public void close() {
    codecs.release();
  }
}
