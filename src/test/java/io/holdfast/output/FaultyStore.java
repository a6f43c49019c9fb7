package io.holdfast.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A store in which one changing step, counted from 0, goes wrong: once, and in a way of its own.
 */
final class FaultyStore implements OutputStore {
  /** How a step goes wrong. */
  enum Fault {
    KILLED_BEFORE,
    KILLED_AFTER,
    FAILED_BEFORE,
    /** Done, but reported as failed. */
    FAILED_AFTER;

    boolean kills() {
      return this == KILLED_BEFORE || this == KILLED_AFTER;
    }

    boolean isBefore() {
      return this == KILLED_BEFORE || this == FAILED_BEFORE;
    }
  }

  /** Stands for the end of a process: nobody catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private interface Step {
    void run() throws IOException;
  }

  private final OutputStore store;
  private final Fault fault;
  private final int at;
  private int steps;
  private boolean dead;

  FaultyStore(OutputStore store, Fault fault, int at) {
    this.store = store;
    this.fault = fault;
    this.at = at;
  }

  /** Tells whether the step was reached. */
  boolean hasFired() {
    return steps > at;
  }

  @Override
  public Optional<FileStatus> status(Path path) throws IOException {
    checkAlive();
    return store.status(path);
  }

  @Override
  public List<FileStatus> list(Path directory) throws IOException {
    checkAlive();
    return store.list(directory);
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    checkAlive();
    return store.open(file);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    OutputStream[] created = new OutputStream[1];
    change(() -> created[0] = store.create(file));
    return created[0];
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    change(() -> store.makeDirectories(directory));
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    change(() -> store.makeDirectory(directory));
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    change(() -> store.rename(source, target));
  }

  @Override
  public void delete(Path path) throws IOException {
    change(() -> store.delete(path));
  }

  private void change(Step step) throws IOException {
    checkAlive();
    if (steps++ != at) {
      step.run();
    } else if (fault.isBefore()) {
      fail();
    } else {
      step.run();
      fail();
    }
  }

  private void fail() throws IOException {
    if (fault.kills()) {
      dead = true;
    }
    checkAlive();
    throw new IOException("injected at step " + at);
  }

  private void checkAlive() {
    if (dead) {
      throw new Killed();
    }
  }
}
