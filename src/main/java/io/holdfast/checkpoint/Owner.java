package io.holdfast.checkpoint;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The driver of a run.
 *
 * @param user who runs it
 * @param host where
 * @param pid of its process there
 * @param started when that process began: on Linux the boot and the ticks since, which stay what
 *     they are when somebody sets the clock
 */
@JsonPropertyOrder({"user", "host", "pid", "started"})
public record Owner(String user, String host, long pid, String started) {
  /** What a host is called that does not know its name: nobody can tell which one that is. */
  private static final String UNKNOWN = "unknown";

  /** A host may get another name, or forget it for a while; what a driver notes must not change. */
  private static final String HOST = thisHost();

  private static final String STARTED = startOf(ProcessHandle.current());

  /**
   * The field of a process's {@code stat} with its start, counted from behind its name; proc(5).
   */
  private static final int START_FIELD = 20;

  /** Returns this process. */
  static Owner self(String user) {
    return new Owner(user, HOST, ProcessHandle.current().pid(), STARTED);
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  private static String startOf(ProcessHandle process) {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
      return boot + " " + stat(process.pid()).split(" ")[START_FIELD];
    } catch (IOException e) { // No Linux, or it has just gone.
      return process.info().startInstant().map(Object::toString).orElse("");
    }
  }

  /** Returns what Linux tells of a process behind its name, which may hold anything. */
  private static String stat(long pid) throws IOException {
    String all = Files.readString(Path.of("/proc", pid + "/stat"));
    return all.substring(all.lastIndexOf(')') + 1);
  }

  /**
   * Says whether it is another process of this host that lives, whatever the host was called. Of
   * other hosts nobody knows.
   */
  boolean livesHere() {
    boolean tellsBoot = started.contains(" ");
    return (tellsBoot || isOfThisHost()) && pid != ProcessHandle.current().pid() && isAlive();
  }

  /**
   * Says whether it was a process of this host since its last boot, and lives no more. Where the
   * boot is another, so may be the host, of the same name.
   */
  boolean hasDiedHere() {
    String boot = started.substring(0, started.indexOf(' ') + 1);
    return isOfThisHost() && STARTED.startsWith(boot) && !isAlive();
  }

  private boolean isOfThisHost() {
    return !host.equals(UNKNOWN) && host.equals(HOST);
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(started))
        .filter(process -> !isZombie())
        .isPresent();
  }

  /** One that has ended and that its parent has not asked after still counts as alive. */
  private boolean isZombie() {
    try {
      return stat(pid).startsWith(" Z");
    } catch (IOException e) {
      return false; // No Linux, or it has just gone.
    }
  }
}
