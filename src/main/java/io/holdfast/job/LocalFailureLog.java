package io.holdfast.job;

import java.io.Closeable;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/**
 * Catches what a failed local job threw. Hadoop's local job runner keeps it from its client and
 * only logs it, so this listens to that one logger while a job runs.
 */
final class LocalFailureLog extends AppenderSkeleton implements Closeable {
  private static final Logger RUNNER = Logger.getLogger("org.apache.hadoop.mapred.LocalJobRunner");

  private volatile Throwable thrown;

  /** Starts to listen. */
  LocalFailureLog() {
    RUNNER.addAppender(this);
  }

  /** Returns what the runner logged last with a stack trace, or null. */
  Throwable thrown() {
    return thrown;
  }

  @Override
  protected void append(LoggingEvent event) {
    ThrowableInformation information = event.getThrowableInformation();
    if (information != null) {
      thrown = information.getThrowable();
    }
  }

  @Override
  public boolean requiresLayout() {
    return false;
  }

  @Override
  public void close() {
    RUNNER.removeAppender(this);
  }
}
