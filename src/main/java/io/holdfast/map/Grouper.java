package io.holdfast.map;

import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Kind;
import io.holdfast.record.Utf8;
import io.holdfast.record.Vector;
import io.holdfast.shuffle.KeyEncoder;
import io.holdfast.shuffle.OrderedKeys;
import java.util.Arrays;

/**
 * Gives every row the number of its group. A single key column with dictionary ids is looked up
 * once an entry, a single text or binary column straight from the reader's buffer, anything else
 * encoded.
 */
final class Grouper {
  private final GroupTable table;
  private final boolean ordered;
  private final BytesOutput encoded = new BytesOutput();
  private final int[] groups = new int[Batch.MAX_ROWS];
  private Vector cachedDictionary;
  private int[] groupOfId = {};

  /** Keeps the compiler from dropping reads whose result nobody needs. */
  private int fetched;

  /**
   * @param ordered whether keys are those of {@link OrderedKeys}
   */
  Grouper(GroupTable table, boolean ordered) {
    this.table = table;
    this.ordered = ordered;
  }

  /**
   * Groups rows.
   *
   * @param keys the key columns
   * @param malformed takes the rows whose only key is a new text that is not UTF-8; they get no
   *     group. Texts with dictionary ids and those beside other keys must be well-formed.
   * @return the group of {@code rows[i]} at index i, for i below count
   */
  int[] group(Vector[] keys, int[] rows, int count, MalformedRows malformed) {
    if (keys.length == 1 && keys[0].ids() != null) {
      groupByDictionary(keys[0], rows, count);
    } else if (!ordered && keys.length == 1 && keys[0] instanceof BytesVector bytes) {
      groupByBytes(bytes, rows, count, malformed);
    } else {
      groupByEncoding(keys, rows, count);
    }
    return groups;
  }

  /** Forgets what it knows of group numbers, after the table was cleared. */
  void clear() {
    cachedDictionary = null;
  }

  private void groupByDictionary(Vector key, int[] rows, int count) {
    int[] ids = key.ids();
    if (cachedDictionary != key.dictionary()) {
      cachedDictionary = key.dictionary();
      groupOfId = new int[key.dictionarySize() + 1];
      Arrays.fill(groupOfId, -1);
    }
    KeyEncoder encoder = new KeyEncoder(key);
    int[] known = groupOfId;
    int[] out = groups;
    for (int i = 0; i < count; i++) {
      int id = ids[rows[i]];
      int group = known[id];
      if (group < 0) {
        group = findEncoded(encoder, rows[i]);
        known[id] = group;
      }
      out[i] = group;
    }
  }

  private void groupByBytes(BytesVector key, int[] rows, int count, MalformedRows malformed) {
    byte[] data = key.data();
    int[] starts = key.starts();
    int[] lengths = key.lengths();
    boolean nullable = key.mayHaveNulls();
    boolean text = key.type().kind() == Kind.TEXT;
    int known = table.size();
    for (int i = 0; i < count; i++) {
      if (i % GroupTable.FETCHED == 0 && !nullable && table.isFar()) {
        int to = Math.min(count, i + GroupTable.FETCHED);
        fetched += table.fetch(KeyEncoder.PRESENT, key, rows, i, to);
      }
      int row = rows[i];
      if (nullable && key.isNull(row)) {
        groups[i] = table.find(KeyEncoder.NULL, data, 0, 0);
        continue;
      }
      int group = table.find(KeyEncoder.PRESENT, data, starts[row], lengths[row]);
      groups[i] = group;
      if (group >= known) { // Bytes are checked once a key, not once a row.
        if (text && !Utf8.isWellFormed(key, row)) {
          table.removeLast();
          malformed.add(row, 0);
        } else {
          known = group + 1;
        }
      }
    }
  }

  private void groupByEncoding(Vector[] keys, int[] rows, int count) {
    KeyEncoder encoder = new KeyEncoder(keys);
    for (int i = 0; i < count; i++) {
      groups[i] = findEncoded(encoder, rows[i]);
    }
  }

  private int findEncoded(KeyEncoder encoder, int row) {
    encoded.clear();
    if (ordered) {
      OrderedKeys.encodeGroup(encoder, row, encoded);
    } else {
      encoder.encode(row, encoded);
    }
    return table.find(encoded.bytes()[0], encoded.bytes(), 1, encoded.length() - 1);
  }
}
