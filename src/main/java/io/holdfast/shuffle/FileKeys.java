package io.holdfast.shuffle;

import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;

/**
 * Keys of partial states that are kept apart by the input file they came from: a key as ever, and
 * behind it {@value #ID_BYTES} bytes that stand for the file. Its first byte is 0, so that keys
 * stay in the order that they have without it, but for texts with a 0 in them.
 */
public final class FileKeys {
  static final int ID_BYTES = Long.BYTES;

  private static final String GENERATION = "holdfast.shuffle.generation";
  private static final String DROPPED = "holdfast.shuffle.dropped-files";
  private static final String COSTS = "holdfast.shuffle.fresh-costs";

  private FileKeys() {}

  /** Has a job keep the states of files apart, under a name of its own. */
  public static void write(String generation, Configuration conf) {
    conf.set(GENERATION, generation);
  }

  /** Returns what {@link #write} wrote; null for a job that mixes files, as most do. */
  public static String generation(Configuration conf) {
    return conf.get(GENERATION);
  }

  /**
   * Returns the number that stands for a file in the keys of a generation; that of the generation
   * itself, for what is of no file, is the one of the empty name. By chance, one in a million
   * million, two are the same.
   */
  public static long id(String generation, String file) {
    byte[] digest = DigestUtils.sha256(generation + '\t' + file);
    return new BytesInput().reset(digest, 0, Long.BYTES).readLong() >>> Byte.SIZE;
  }

  /** Returns the file's number in a key. */
  public static long id(GroupKey key) {
    int at = key.start() + key.length() - ID_BYTES;
    return new BytesInput().reset(key.bytes(), at, ID_BYTES).readLong();
  }

  /** Points one key at another without the file's number. */
  public static GroupKey withoutId(GroupKey key, GroupKey view) {
    view.set(key.bytes(), key.start(), key.length() - ID_BYTES);
    return view;
  }

  /** Tells the jobs that read states which files' count no more. */
  public static void writeDropped(long[] ids, Configuration conf) {
    write(DROPPED, ids, conf);
  }

  /** Returns what {@link #writeDropped} wrote, ascending. */
  public static long[] dropped(Configuration conf) {
    return read(DROPPED, conf);
  }

  /** Tells the jobs that read states which generations the run itself has made, by their ids. */
  public static void writeFresh(List<String> generations, Configuration conf) {
    write(COSTS, generations.stream().mapToLong(name -> id(name, "")).toArray(), conf);
  }

  /** Returns the ids of what {@link #writeFresh} wrote, ascending. */
  public static long[] fresh(Configuration conf) {
    return read(COSTS, conf);
  }

  private static void write(String key, long[] ids, Configuration conf) {
    BytesOutput bytes = new BytesOutput();
    Arrays.stream(ids).sorted().forEach(bytes::writeLong);
    byte[] exact = Arrays.copyOf(bytes.bytes(), bytes.length());
    conf.set(key, Base64.getEncoder().encodeToString(exact));
  }

  private static long[] read(String key, Configuration conf) {
    byte[] bytes =
        Base64.getDecoder().decode(conf.get(key, "").getBytes(StandardCharsets.US_ASCII));
    BytesInput in = new BytesInput().reset(bytes, 0, bytes.length);
    long[] ids = new long[bytes.length / Long.BYTES];
    Arrays.setAll(ids, i -> in.readLong());
    return ids;
  }
}
