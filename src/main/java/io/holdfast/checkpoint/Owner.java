package io.holdfast.checkpoint;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The driver of a run.
 *
 * @param user who runs it
 * @param host where
 * @param pid of its process there
 * @param started when that process began, in milliseconds since 1970
 */
@JsonPropertyOrder({"user", "host", "pid", "started"})
public record Owner(String user, String host, long pid, long started) {
  /** Returns this process. */
  static Owner self(String user) {
    ProcessHandle process = ProcessHandle.current();
    return new Owner(user, thisHost(), process.pid(), startOf(process));
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown"; // Then nobody on another host can take it for itself either.
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  /** Says whether it is another process of this host that lives. Of other hosts nobody knows. */
  boolean livesHere() {
    return isOfThisHost() && pid != ProcessHandle.current().pid() && isAlive();
  }

  /** Says whether it was a process of this host, and lives no more. */
  boolean hasDiedHere() {
    return isOfThisHost() && !isAlive();
  }

  private boolean isOfThisHost() {
    return host.equals(thisHost());
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == started)
        .filter(process -> !isZombie())
        .isPresent();
  }

  /** One that has ended and that its parent has not asked after still counts as alive. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", pid + "", "stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false; // No Linux, or it has just gone.
    }
  }
}
