package io.holdfast.cli;

import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import javax.xml.stream.XMLStreamException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Tells a failure: a first line a person can act on, what is known of the place and the cause below
 * it, a stack trace only when asked for.
 */
final class ErrorReport {
  /** What a shell gives for a process that SIGINT has ended. */
  private static final int INTERRUPTED = 130;

  private ErrorReport() {}

  /** Prints a failure and returns the exit code that it means. */
  static int print(Throwable thrown, boolean verbose, PrintStream err) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      err.println("interrupted"); // What failed, failed because of that; a job tells its own end.
      return INTERRUPTED;
    }
    HoldfastException known = HoldfastException.find(thrown).orElseGet(() -> classify(thrown));
    err.println(known.getMessage());
    known.details().forEach(line -> err.println("  " + line));
    if (verbose) {
      thrown.printStackTrace(err);
    } else if (known.kind() == ErrorKind.BUG && known.details().isEmpty()) {
      err.println("This is a bug; run again with --verbose and report what it prints.");
    }
    return known.kind().exitCode();
  }

  private static HoldfastException classify(Throwable thrown) {
    ErrorKind kind = ErrorKind.BUG;
    if (thrown instanceof AccessControlException
        || thrown instanceof FileNotFoundException
        || thrown instanceof UnsupportedFileSystemException
        || thrown instanceof AccessDeniedException
        || thrown instanceof NumberFormatException
        || thrown.getCause() instanceof URISyntaxException
        || thrown.getCause() instanceof UnknownHostException
        || thrown.getCause() instanceof XMLStreamException) { // A configuration file.
      kind = ErrorKind.USER;
    } else if (thrown instanceof IOException) {
      kind = ErrorKind.RESOURCE;
    }
    return new HoldfastException(kind, "[driver] " + thrown, thrown);
  }
}
