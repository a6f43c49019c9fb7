package io.holdfast.input.split;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A local disk so slow that each step, a byte read among them, takes as long as a task may be
 * silent. No time passes: the steps between two beats are counted instead.
 */
public final class SlowDisk extends FilterFileSystem {
  private static int silentSteps;
  private static int mostSilentSteps;

  /** Made by Hadoop. */
  public SlowDisk() {
    super(new RawLocalFileSystem());
  }

  static void beat() {
    silentSteps = 0;
  }

  /** Returns the most steps between two beats since the last call. */
  static int mostSilentSteps() {
    int most = mostSilentSteps;
    silentSteps = 0;
    mostSilentSteps = 0;
    return most;
  }

  private static void step() {
    mostSilentSteps = Math.max(mostSilentSteps, ++silentSteps);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    step();
    return super.getFileStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    step();
    return new FSDataInputStream(new ByteByByte(super.open(path, bufferSize)));
  }

  private static final class ByteByByte extends FSInputStream {
    private final FSDataInputStream in;

    ByteByByte(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      step();
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      step();
      return in.read(bytes, start, Math.min(1, length));
    }

    @Override
    public int read(long position, byte[] bytes, int start, int length) throws IOException {
      step();
      return in.read(position, bytes, start, Math.min(1, length));
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) throws IOException {
      return in.seekToNewSource(position);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
