package io.holdfast.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.KeyException;
import java.security.ProviderException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HoldfastExceptionTest {
  @ParameterizedTest
  @EnumSource
  void isReadBackFromAPrintedStackTrace(ErrorKind kind) {
    HoldfastException thrown = new HoldfastException(kind, "[a @ 1] expected b,\r\n got c");
    StringWriter printed = new StringWriter();
    new IOException("Spill failed", thrown).printStackTrace(new PrintWriter(printed, true));
    assertThat(HoldfastException.find(printed.toString()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found).hasMessage("[a @ 1] expected b,  got c");
            });
  }

  @Test
  void isFoundInAChainOfCauses() {
    HoldfastException thrown = HoldfastException.user("[a] expected %d", 1);
    assertThat(HoldfastException.find(new ExecutionException(new IOException(thrown))))
        .containsSame(thrown);
    assertThat(HoldfastException.find(new IOException("[a]"))).isEmpty();
    assertThat(HoldfastException.find("java.io.IOException: BUG: [a]")).isEmpty();
  }

  @Test
  void keepsEachDetailInOneLine() {
    HoldfastException thrown =
        new HoldfastException(ErrorKind.DATA, "[a]", null, List.of("where: b\nc", "why: d"));
    assertThat(thrown.details()).containsExactly("where: b c", "why: d");
    assertThat(new HoldfastException(ErrorKind.DATA, "[a]").details()).isEmpty();
  }

  @Test
  void givesWhatNobodyExpectedItsPlace() {
    RuntimeException odd = new IllegalStateException("odd");
    HoldfastException named = HoldfastException.unexpected("a @ 1", "the row to be read", odd);
    assertThat(named.kind()).isEqualTo(ErrorKind.BUG);
    assertThat(named)
        .hasMessage(
            "[a @ 1] expected the row to be read, got java.lang.IllegalStateException: odd;"
                + " try reporting it as a bug")
        .hasCause(odd);
    assertThat(HoldfastException.unexpected("b", "it to be read", named)).isSameAs(named);
  }

  private static Stream<Throwable> lacks() {
    return Stream.of(
        new IOException(),
        new SSLHandshakeException("no common protocol"),
        new KeyException("expired"),
        new ProviderException("no token"),
        new GSSException(GSSException.NO_CRED),
        new OutOfMemoryError("Java heap space"),
        new InternalError("a fault occurred in an unsafe memory access operation"),
        new UnsatisfiedLinkError("no snappy"),
        new NoClassDefFoundError("a/B"),
        new ClassNotFoundException("a.B"));
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void takesWhatAnotherNodeMayHaveForALack(Throwable lack) {
    for (Throwable thrown : List.of(lack, new RuntimeException(new RuntimeException(lack)))) {
      assertThat(HoldfastException.unexpected("b", "c", thrown).kind())
          .isEqualTo(ErrorKind.RESOURCE);
    }
  }

  @Test
  void takesAFullStackForABug() {
    assertThat(HoldfastException.unexpected("b @ 1", "c", new StackOverflowError()).kind())
        .isEqualTo(ErrorKind.BUG);
  }
}
