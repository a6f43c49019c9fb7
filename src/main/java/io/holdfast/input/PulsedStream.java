package io.holdfast.input;

import io.holdfast.record.Pulse;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file's bytes with a beat for each piece of them that arrives, however slowly. */
public final class PulsedStream extends FSInputStream {
  /** What a slow disk gives well within a task's timeout; larger reads are cut. */
  private static final int MOST_BYTES = 4 << 20;

  private final FSDataInputStream file;
  private final Pulse pulse;

  private PulsedStream(FSDataInputStream file, Pulse pulse) {
    this.file = file;
    this.pulse = pulse;
  }

  /** Opens a file; that is a step too. */
  public static FSDataInputStream open(FileSystem files, Path path, Pulse pulse)
      throws IOException {
    pulse.beat();
    FSDataInputStream file = files.open(path);
    pulse.beat();
    return new FSDataInputStream(new PulsedStream(file, pulse));
  }

  @Override
  public int read() throws IOException {
    int read = file.read();
    arrived(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    return arrived(file.read(bytes, start, Math.min(length, MOST_BYTES)));
  }

  @Override
  public int read(long position, byte[] bytes, int start, int length) throws IOException {
    return arrived(file.read(position, bytes, start, Math.min(length, MOST_BYTES)));
  }

  private int arrived(int read) {
    if (read > 0) {
      pulse.read(read);
    }
    return read;
  }

  @Override
  public void seek(long position) throws IOException {
    file.seek(position);
  }

  @Override
  public long getPos() throws IOException {
    return file.getPos();
  }

  @Override
  public boolean seekToNewSource(long position) throws IOException {
    return file.seekToNewSource(position);
  }

  @Override
  public int available() throws IOException {
    return file.available();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
