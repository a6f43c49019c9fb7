package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectLocalFileSystemTest {
  @TempDir private java.nio.file.Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    Configuration conf = LocalSettings.prepare(new Configuration());
    files = FileSystem.newInstance(URI.create("file:///"), conf);
    assertThat(files).isInstanceOf(DirectLocalFileSystem.class);
    assertThat(((LocalFileSystem) files).getRaw()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rw-r-----", "r-x-wx--x", "---------", "rwxrwxrwx"})
  void setsPermissions(String permissions) throws IOException {
    java.nio.file.Path file = Files.createFile(folder.resolve("a"));
    files.setPermission(new Path(file.toUri()), FsPermission.valueOf("-" + permissions));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
  }

  @Test
  void makesDirectoriesWithThem() throws IOException {
    java.nio.file.Path directory = folder.resolve("a/b");
    files.mkdirs(new Path(directory.toUri()), new FsPermission((short) 0750));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void keepsADirectoryThatHandsItsGroupOn() throws IOException {
    java.nio.file.Path directory = Files.createDirectory(folder.resolve("a"));
    Files.setAttribute(directory, "unix:mode", 02775);
    files.setPermission(new Path(directory.toUri()), new FsPermission((short) 0750));
    assertThat((int) Files.getAttribute(directory, "unix:mode") & 07777).isEqualTo(02750);
  }

  @Test
  void leavesTheStickyBitToHadoop() throws IOException {
    java.nio.file.Path directory = Files.createDirectory(folder.resolve("a"));
    files.setPermission(new Path(directory.toUri()), new FsPermission((short) 01777));
    assertThat((int) Files.getAttribute(directory, "unix:mode") & 07777).isEqualTo(01777);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:b", ":", "a b:c?d%20e[f]", "b:/c"})
  void readsFilesOfAnyNameWithTheChecksumsBesideThem(String name) throws IOException {
    Path file = new Path(new Path(folder.toUri()), "./" + name);
    try (FSDataOutputStream out = files.create(file)) {
      out.writeBytes("whole");
    }
    java.nio.file.Path local = folder.resolve(name);
    assertThat(local.resolveSibling("." + local.getFileName() + ".crc")).isNotEmptyFile();
    try (FSDataInputStream in = files.open(file)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("whole");
    }
    Files.writeString(local, "wrong");
    try (FSDataInputStream in = files.open(file)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(ChecksumException.class);
    }
    assertThat(((LocalFileSystem) files).getChecksumFile(new Path("/:")))
        .isEqualTo(new Path("/.:.crc"));
  }

  @Test
  void namesAFileThatIsMissing() {
    Path missing = new Path(folder.resolve("a").toUri());
    assertThatThrownBy(() -> files.setPermission(missing, new FsPermission((short) 0644)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toUri().getPath());
  }
}
