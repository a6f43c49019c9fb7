package io.holdfast.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.output.Manifest;
import io.holdfast.output.OutputStore;
import io.holdfast.output.RunDescription;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Partial states of some input files, which one job has made: {@code DIR/_generation-ID/states}
 * with a manifest as every stage has, and beside it the list of the files. The list's SHA-256 is
 * what the manifest has for its input. A generation is whole when the manifest is there; it never
 * changes then.
 */
public final class Generation {
  /** The name of the one stage. */
  public static final String STAGE = "states";

  private static final String PREFIX = "_generation-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[A-Za-z0-9-]+-[a-z0-9]+");
  private static final String LIST = "_files.json";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String id;
  private final OutputStore store;
  private final RunStages stages;

  /** Names a generation in a directory of kept states; touches nothing. */
  public Generation(FileSystem files, Path directory, String id) throws IOException {
    this.id = id;
    this.store = OutputStore.of(files);
    Path own = new Path(files.makeQualified(directory), PREFIX + id);
    this.stages = RunStages.in(own, files, new Path(own, STAGE), id);
  }

  /** Returns all generations in a directory, whole or not, in no order. */
  public static List<Generation> in(FileSystem files, Path directory) throws IOException {
    List<Generation> found = new ArrayList<>();
    for (FileStatus status : OutputStore.of(files).list(files.makeQualified(directory))) {
      String name = status.getPath().getName();
      if (status.isDirectory() && NAME.matcher(name).matches()) {
        found.add(new Generation(files, directory, name.substring(PREFIX.length())));
      }
    }
    return found;
  }

  public String id() {
    return id;
  }

  /** Returns the run that makes or has made it. */
  public String runId() {
    return id.substring(0, id.lastIndexOf('-'));
  }

  /** Returns who makes or has made it, and whether it is whole: as of stages of a run. */
  public RunStages stages() {
    return stages;
  }

  public Path directory() {
    return stages.directory();
  }

  /** Returns where the states are, or will be. */
  public Path states() {
    return stages.stage(STAGE);
  }

  /** Makes the directory, notes that this process owns it, and what is to come. */
  public void begin(List<KnownFile> list) throws IOException {
    stages.begin();
    store.write(list(), write(list));
  }

  private Path list() {
    return new Path(directory(), LIST);
  }

  private static byte[] write(List<KnownFile> list) throws IOException {
    return MAPPER.writeValueAsBytes(list);
  }

  /** Returns the SHA-256 of a list, in hexadecimal. */
  public static String digest(List<KnownFile> list) throws IOException {
    return DigestUtils.sha256Hex(write(list));
  }

  /** Returns the manifest; nothing where the generation is not whole. */
  public Optional<Manifest> manifest() throws IOException {
    return stages.finished(STAGE);
  }

  /** Says whether it has been whole, and its manifest cannot be read. */
  public boolean isManifestDamaged() throws IOException {
    return stages.isManifestDamaged(STAGE);
  }

  /** Returns the files; nothing where the list is missing, or no list. */
  public Optional<List<KnownFile>> files() throws IOException {
    try {
      return Optional.of(MAPPER.readValue(store.read(list()), new TypeReference<>() {}));
    } catch (FileNotFoundException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Says what is wrong with the list of the files of a generation that is whole. */
  public Optional<String> flawOfList() throws IOException {
    Optional<List<KnownFile>> list = files();
    if (list.isEmpty()) {
      return Optional.of("has no list of its files");
    }
    String input = manifest().map(made -> made.run().input()).orElse("");
    return input.equals(digest(list.get()))
        ? Optional.empty()
        : Optional.of("is damaged: its list of files is another");
  }

  /** Says what is wrong with the states of a generation that is whole; reads all of them. */
  public Optional<String> flaw(RunDescription wanted) throws IOException {
    return stages.flaw(STAGE, wanted, manifest().map(Manifest::reducers).orElse(0));
  }

  /** Says whether it is not whole, and a driver of this host that has died has left it so. */
  public boolean isDebris() throws IOException {
    return stages.isDebris();
  }

  /** Deletes everything. */
  public void discard() throws IOException {
    stages.discard();
  }
}
