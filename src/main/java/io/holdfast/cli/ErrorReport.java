package io.holdfast.cli;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnknownHostException;
import javax.xml.stream.XMLStreamException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Tells a failure: one line a person can act on, a stack trace only when asked for. */
final class ErrorReport {
  private ErrorReport() {}

  /** Prints a failure and returns the exit code that it means. */
  static int print(Throwable thrown, boolean verbose, PrintStream err) {
    HoldfastException known = HoldfastException.find(thrown).orElseGet(() -> classify(thrown));
    err.println(known.getMessage());
    if (verbose) {
      thrown.printStackTrace(err);
    } else if (known.kind() == ErrorKind.BUG) {
      err.println("This is a bug; run again with --verbose and report what it prints.");
    }
    return known.kind().exitCode();
  }

  private static HoldfastException classify(Throwable thrown) {
    ErrorKind kind = ErrorKind.BUG;
    if (thrown instanceof AccessControlException
        || thrown instanceof FileNotFoundException
        || thrown instanceof UnsupportedFileSystemException
        || thrown.getCause() instanceof UnknownHostException
        || thrown.getCause() instanceof XMLStreamException) { // A configuration file.
      kind = ErrorKind.USER;
    } else if (thrown instanceof IOException) {
      kind = ErrorKind.RESOURCE;
    }
    return new HoldfastException(kind, "[driver] " + thrown, thrown);
  }
}
