package io.holdfast.job.failure;

import java.util.regex.Pattern;

/**
 * Tells by the exceptions of a stack trace whether the program failed, or what it runs on. One
 * exception of the chain is enough: what is behind it may differ at another try, or elsewhere.
 */
final class StackCause {
  private static final Pattern IDENTITY =
      Pattern.compile("(java\\.security|javax\\.(net|security|crypto)|org\\.ietf\\.jgss)\\..*");

  /** Linkage and virtual machine errors, but not a full stack: one record fills it everywhere. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "java\\.lang\\.(ClassNotFoundException|\\w*(Link|Class|Initializer|Method|Field|Access"
              + "|Instantiation|Verify|Internal|Unknown|VirtualMachine)\\w*Error)");

  private static final Pattern FILES =
      Pattern.compile(
          "(java\\.(io|net|nio)|org\\.apache\\.hadoop)\\..*"
              + "|.*(IO|FileNotFound|EOF|Timeout|Interrupted)Exception");

  /** What Hadoop wraps around all that the thread which spills meets, a combiner's mistake too. */
  private static final String WRAPPER = "Spill failed";

  private StackCause() {}

  static FailureCause of(StackText stack) {
    if (stack.has("ShuffleError")) {
      return FailureCause.SHUFFLE;
    }
    if (has(stack, IDENTITY)) {
      return FailureCause.IDENTITY;
    }
    if (has(stack, LIBRARY)) {
      return FailureCause.LIBRARY;
    }
    return has(stack, FILES) ? FailureCause.FILES : FailureCause.EXCEPTION;
  }

  private static boolean has(StackText stack, Pattern types) {
    return stack.thrown().stream()
        .filter(thrown -> stack.thrown().size() == 1 || !thrown.message().equals(WRAPPER))
        .anyMatch(thrown -> types.matcher(thrown.type()).matches());
  }
}
