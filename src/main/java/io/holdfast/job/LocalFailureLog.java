package io.holdfast.job;

import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/**
 * Catches what a failed local job threw. Hadoop's local job runner keeps it from its client and
 * only logs it, so this listens to that one logger while a job runs.
 */
final class LocalFailureLog extends AppenderSkeleton implements Closeable {
  private static final Logger RUNNER = Logger.getLogger("org.apache.hadoop.mapred.LocalJobRunner");

  private static final long PATIENCE_MS = 2000;

  private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();

  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Level levelBefore = RUNNER.getLevel();
  private volatile boolean died;

  /** Starts to listen, also where the user's own log settings silence this logger. */
  LocalFailureLog() {
    if (!RUNNER.isEnabledFor(Level.WARN)) {
      RUNNER.setLevel(Level.WARN);
    }
    RUNNER.addAppender(this);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, uncaught) -> {
          thrown.complete(uncaught);
          died = true;
        });
  }

  /** Says whether a thread of the job has ended by an exception that nobody caught. */
  boolean hasDied() {
    return died;
  }

  /**
   * Returns what a failed job threw. The runner says that a job has failed a moment before it logs
   * why, so this waits for the log.
   */
  Optional<Throwable> await() throws InterruptedException {
    try {
      return Optional.of(thrown.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with a failure", e);
    }
  }

  @Override
  protected void append(LoggingEvent event) {
    ThrowableInformation information = event.getThrowableInformation();
    if (information != null) {
      thrown.complete(information.getThrowable());
    }
  }

  @Override
  public boolean requiresLayout() {
    return false;
  }

  @Override
  public void close() {
    RUNNER.removeAppender(this);
    RUNNER.setLevel(levelBefore);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
