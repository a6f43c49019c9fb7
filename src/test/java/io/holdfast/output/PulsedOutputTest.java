package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulsedOutputTest {
  @Test
  void everyPieceTakenBeats() throws IOException {
    byte[] bytes = new byte[(3 << 20) + 1];
    new Random(1).nextBytes(bytes);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    AtomicInteger beats = new AtomicInteger();
    try (PulsedOutput out = new PulsedOutput(taken, beats::incrementAndGet)) {
      out.write(bytes, 0, 10);
      assertThat(beats).hasValue(1);
      out.write(bytes, 10, bytes.length - 10);
      assertThat(beats).hasValue(4);
    }
    assertThat(taken.toByteArray()).isEqualTo(bytes);
  }
}
