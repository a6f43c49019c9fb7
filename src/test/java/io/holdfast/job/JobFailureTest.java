package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.util.DiskChecker.DiskErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads of a failure that is none of ours, wrapped as the local job runner does. */
class JobFailureTest {
  @ParameterizedTest
  @MethodSource("failures")
  void explainsWhatTheProgramDidNotThrow(Throwable thrown, ErrorKind kind, String message) {
    HoldfastException explained = JobFailure.explain(new Exception(thrown));
    assertThat(explained.kind()).isEqualTo(kind);
    assertThat(explained).hasMessageContaining(message).hasMessageContaining(thrown.getMessage());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new OutOfMemoryError("Java heap space"), ErrorKind.RESOURCE, "HOLDFAST_HEAP"),
        Arguments.of(
            new IOException("No space left on device"), ErrorKind.RESOURCE, "hadoop.tmp.dir"),
        Arguments.of(
            new IOException("part-r-00000: Read-only file system"),
            ErrorKind.RESOURCE,
            "hadoop.tmp.dir"),
        Arguments.of(
            new DiskErrorException("No space available in any of the local directories."),
            ErrorKind.RESOURCE,
            "hadoop.tmp.dir"),
        Arguments.of(new ChecksumException("Checksum error: a.txt", 512), ErrorKind.DATA, ".crc"),
        Arguments.of(new IOException("Stream closed"), ErrorKind.RESOURCE, "[job] expected"),
        Arguments.of(new IllegalStateException("odd"), ErrorKind.BUG, "[job] expected"));
  }

  @Test
  void keepsOurOwnFailure() {
    HoldfastException own = new HoldfastException(ErrorKind.DATA, "[a.txt @ 7] no UTF-8", null);
    assertThat(JobFailure.explain(new IOException(new RuntimeException(own)))).isSameAs(own);
  }
}
