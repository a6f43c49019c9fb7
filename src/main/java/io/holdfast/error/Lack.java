package io.holdfast.error;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import org.ietf.jgss.GSSException;

/** Tells what a disk, a network, a node or its JVM has to do with from a program's mistake. */
final class Lack {
  private Lack() {}

  /** Says whether one of a chain of causes may be missing at another try, or on another node. */
  static boolean isBehind(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (isOne(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOne(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof GeneralSecurityException
        || cause instanceof ProviderException
        || cause instanceof GSSException
        || cause instanceof LinkageError
        || cause instanceof ClassNotFoundException
        // A stack that one record fills is full for it everywhere.
        || cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError);
  }
}
