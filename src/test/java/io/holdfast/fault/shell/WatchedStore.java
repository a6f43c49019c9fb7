package io.holdfast.fault.shell;

import io.holdfast.output.OutputStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A store that tells of each rename it has done. */
final class WatchedStore implements OutputStore {
  /** Hears of a rename, and how many there were before. */
  interface Watcher {
    void renamed(int number) throws IOException;
  }

  private final OutputStore store;
  private Watcher watcher = number -> {};
  private int renames;

  WatchedStore(OutputStore store) {
    this.store = store;
  }

  void watch(Watcher renameWatcher) {
    watcher = renameWatcher;
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    store.rename(source, target);
    watcher.renamed(renames++);
  }

  @Override
  public Optional<FileStatus> status(Path path) throws IOException {
    return store.status(path);
  }

  @Override
  public List<FileStatus> list(Path directory) throws IOException {
    return store.list(directory);
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    return store.open(file);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return store.create(file);
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    store.makeDirectories(directory);
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    store.makeDirectory(directory);
  }

  @Override
  public void delete(Path path) throws IOException {
    store.delete(path);
  }
}
