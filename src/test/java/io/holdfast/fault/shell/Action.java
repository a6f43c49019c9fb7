package io.holdfast.fault.shell;

import java.io.IOException;

/** What happens to an attempt that a fault strikes. */
public enum Action {
  /** As a defect in our code would. */
  THROW {
    @Override
    void strike(Strike strike) {
      throw new IllegalStateException("injected: " + strike);
    }
  },
  /** Makes a row one that our code does not expect. */
  POISON {
    @Override
    void strike(Strike strike) {
      throw new IllegalStateException("strikes rows, not " + strike);
    }
  },
  /** As a failing disk or network would. */
  THROW_IO {
    @Override
    void strike(Strike strike) throws IOException {
      throw new IOException("injected: " + strike);
    }
  },
  /** A real one: no heap of a test has room for this. */
  OUT_OF_MEMORY {
    @Override
    void strike(Strike strike) {
      byte[] huge = new byte[Integer.MAX_VALUE - 8];
      throw new AssertionError("expected no room for " + huge.length + " bytes");
    }
  },
  /** The JVM ends at once, without its shutdown hooks. */
  HALT {
    @Override
    void strike(Strike strike) {
      Runtime.getRuntime().halt(HALTED);
    }
  },
  /** SIGKILL, as from the kernel or an operator. */
  KILL {
    @Override
    void strike(Strike strike) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
      Thread.sleep(Long.MAX_VALUE);
    }
  },
  /** No progress, for ever. */
  HANG {
    @Override
    void strike(Strike strike) throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
    }
  },
  /** Reports that it lives, and does nothing else. */
  STUCK {
    @Override
    void strike(Strike strike) throws InterruptedException {
      while (true) {
        strike.reporter().progress();
        Thread.sleep(POLL_MS);
      }
    }
  },
  /** From here on, each batch of a map and each group of a reduce takes a second. */
  SLOW {
    @Override
    void strike(Strike strike) throws InterruptedException {
      Thread.sleep(SLOW_MS);
    }

    @Override
    boolean isLasting() {
      return true;
    }
  },
  /** The pace of a healthy attempt that has more to do than a test's few rows: a hundredth. */
  WORK {
    @Override
    void strike(Strike strike) throws InterruptedException {
      Thread.sleep(SLOW_MS / 100);
    }

    @Override
    boolean isLasting() {
      return true;
    }
  },
  /** Nothing but the note that it came so far. */
  NOTE {
    @Override
    void strike(Strike strike) {}
  },
  /**
   * Reports that it lives until the plan's next fault has struck, or, where there is none, until
   * the test opens the gate.
   */
  WAIT {
    @Override
    void strike(Strike strike) throws InterruptedException {
      while (!strike.mayGoOn()) {
        strike.reporter().progress();
        Thread.sleep(POLL_MS);
      }
    }
  },
  /** Turns a byte of the map output that reducers are about to fetch. */
  CORRUPT_OUTPUT {
    @Override
    void strike(Strike strike) throws IOException {
      strike.localFiles().corruptMapOutput();
    }
  },
  /**
   * Takes that output off the disk of a node that lives: each request for it is answered with 500.
   */
  LOSE_OUTPUT {
    @Override
    void strike(Strike strike) throws IOException {
      strike.localFiles().loseMapOutput();
    }
  },
  /** From now on no attempt of this job can write on this node's disk. */
  BREAK_DISK {
    @Override
    void strike(Strike strike) throws IOException {
      strike.localFiles().breakDisk();
    }
  };

  /** The exit code of {@link #HALT}. */
  public static final int HALTED = 7;

  private static final long POLL_MS = 50;
  private static final long SLOW_MS = 1000;

  abstract void strike(Strike strike) throws IOException, InterruptedException;

  /** Says whether it goes on after its first strike. */
  boolean isLasting() {
    return false;
  }
}
