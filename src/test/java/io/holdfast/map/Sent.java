package io.holdfast.map;

import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.PartialState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import org.apache.hadoop.io.Writable;

/** A key and a state in the bytes in which they cross the shuffle. */
record Sent(byte[] key, byte[] state) {
  private static final GroupKey.Comparator KEYS = new GroupKey.Comparator();

  /** As Hadoop sorts: keys in their serialised form. */
  static final Comparator<Sent> ORDER =
      (a, b) -> KEYS.compare(a.key, 0, a.key.length, b.key, 0, b.key.length);

  static Sent of(GroupKey key, PartialState state) throws IOException {
    return new Sent(bytes(key), bytes(state));
  }

  void readKey(GroupKey target) {
    read(target, key);
  }

  void readState(PartialState target) {
    read(target, state);
  }

  private static byte[] bytes(Writable writable) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writable.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static void read(Writable target, byte[] bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      target.readFields(new DataInputStream(in));
    } catch (IOException e) {
      throw new AssertionError("bytes are missing", e);
    }
    if (in.available() != 0) {
      throw new AssertionError("bytes are left over");
    }
  }
}
