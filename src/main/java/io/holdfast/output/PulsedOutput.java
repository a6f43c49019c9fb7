package io.holdfast.output;

import io.holdfast.record.Pulse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on, with a beat for each piece of them that was taken, however slowly. */
final class PulsedOutput extends FilterOutputStream {
  private static final int PIECE_BYTES = 1 << 20;

  private final Pulse pulse;

  PulsedOutput(OutputStream out, Pulse pulse) {
    super(out);
    this.pulse = pulse;
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE_BYTES) {
      out.write(bytes, start + done, Math.min(PIECE_BYTES, length - done));
      pulse.beat();
    }
  }
}
