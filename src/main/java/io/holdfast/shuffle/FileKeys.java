package io.holdfast.shuffle;

import io.holdfast.query.OrderedArgument;
import io.holdfast.query.Query;
import io.holdfast.record.BytesInput;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.Type.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;

/**
 * Keys of partial states that are kept apart by the input file they came from: a key as ever, and
 * behind it {@value #ID_BYTES} bytes that stand for the file. Where a key may begin as another, as
 * texts do, its zeros are escaped, and two more say where it ends: so keys stay in the order that
 * they have without the file, whichever it is.
 */
public final class FileKeys {
  private static final int ID_BYTES = Long.BYTES;
  private static final String GENERATION = "holdfast.shuffle.generation";
  private static final String DROPPED = "holdfast.shuffle.dropped-files";
  private static final String COSTS = "holdfast.shuffle.fresh-costs";
  private static final String OLD_IDS = "holdfast.shuffle.old-files";
  private static final String NEW_IDS = "holdfast.shuffle.new-files";

  private final boolean escapes;
  private final BytesOutput plain = new BytesOutput();

  /** Makes the layout of a query's keys. */
  public FileKeys(Query query) {
    int keys = query.keys().size();
    List<OrderedArgument> ordered = query.orderedArguments();
    escapes =
        ordered.isEmpty()
            ? keys > 0 && query.keys().get(keys - 1).expression().type().storage() == Storage.BYTES
            : ordered.stream().anyMatch(value -> value.type().storage() == Storage.BYTES);
  }

  /** Appends a key with a file's number. */
  public void append(byte[] key, int start, int length, long id, BytesOutput out) {
    if (!escapes) {
      out.writeBytes(key, start, length);
    } else {
      KeyEncoder.writeEscaped(key, start, length, out);
    }
    out.writeLong(id);
  }

  /** Points one key at another without the file's number, until the next call. */
  public GroupKey withoutId(GroupKey key, GroupKey view) {
    int length = key.length() - ID_BYTES;
    if (!escapes) {
      view.set(key.bytes(), key.start(), length);
      return view;
    }
    plain.clear();
    int end = key.start() + length - KeyEncoder.END_BYTES;
    for (int i = key.start(); i < end; i++) {
      plain.writeByte(key.bytes()[i]);
      i += key.bytes()[i] == 0 ? 1 : 0;
    }
    view.set(plain.bytes(), 0, plain.length());
    return view;
  }

  /** Says whether a key is that of a file's tally: nothing is in front of the number. */
  boolean isTally(GroupKey key) {
    return key.length() == ID_BYTES + (escapes ? KeyEncoder.END_BYTES : 0);
  }

  /** Returns the file's number in a key. */
  public static long id(GroupKey key) {
    int at = key.start() + key.length() - ID_BYTES;
    return new BytesInput().reset(key.bytes(), at, ID_BYTES).readLong();
  }

  /**
   * Returns the number that stands for a file in the keys of a generation; that of the generation
   * itself, for what is of no file, is the one of the empty name. Its first byte is 0, so that no
   * key is taken for one that is no group's. By chance, one in a million million, two are the same.
   */
  public static long id(String generation, String file) {
    byte[] digest = DigestUtils.sha256(generation + '\t' + file);
    return new BytesInput().reset(digest, 0, Long.BYTES).readLong() >>> Byte.SIZE;
  }

  /** Has a job keep the states of files apart, under a name of its own. */
  public static void write(String generation, Configuration conf) {
    conf.set(GENERATION, generation);
  }

  /** Returns what {@link #write} wrote; null for a job that mixes files, as most do. */
  public static String generation(Configuration conf) {
    return conf.get(GENERATION);
  }

  /** Tells the jobs that read states which files' count no more. */
  public static void writeDropped(long[] ids, Configuration conf) {
    write(DROPPED, Arrays.stream(ids).sorted().toArray(), conf);
  }

  /** Returns what {@link #writeDropped} wrote, ascending. */
  public static long[] dropped(Configuration conf) {
    return read(DROPPED, conf);
  }

  /** Tells the jobs that read states which generations the run itself has made, by their ids. */
  public static void writeFresh(List<String> generations, Configuration conf) {
    write(COSTS, generations.stream().mapToLong(name -> id(name, "")).sorted().toArray(), conf);
  }

  /** Returns the ids of what {@link #writeFresh} wrote, ascending. */
  public static long[] fresh(Configuration conf) {
    return read(COSTS, conf);
  }

  /**
   * Has a job that rewrites states give files new numbers.
   *
   * @param old ascending
   * @param fresh the new ones, ascending too, so that keys stay in order
   */
  public static void writeRenumbered(long[] old, long[] fresh, Configuration conf) {
    write(OLD_IDS, old, conf);
    write(NEW_IDS, fresh, conf);
  }

  /** Returns the old numbers of {@link #writeRenumbered}. */
  public static long[] oldIds(Configuration conf) {
    return read(OLD_IDS, conf);
  }

  /** Returns the new ones, at the same places. */
  public static long[] newIds(Configuration conf) {
    return read(NEW_IDS, conf);
  }

  private static void write(String key, long[] ids, Configuration conf) {
    BytesOutput bytes = new BytesOutput();
    for (long id : ids) {
      bytes.writeLong(id);
    }
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
