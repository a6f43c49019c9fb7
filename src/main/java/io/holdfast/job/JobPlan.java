package io.holdfast.job;

import io.holdfast.checkpoint.Generation;
import io.holdfast.config.HadoopDefaults;
import io.holdfast.config.Keys;
import io.holdfast.config.MaxBad;
import io.holdfast.config.NanPolicy;
import io.holdfast.error.HoldfastException;
import io.holdfast.input.SourceFormat;
import io.holdfast.input.parquet.ParquetSchema;
import io.holdfast.input.split.InputFiles;
import io.holdfast.input.text.TextSource;
import io.holdfast.output.AtomicRename;
import io.holdfast.output.OutputSettings;
import io.holdfast.output.PartOutputFormat;
import io.holdfast.output.RunDescription;
import io.holdfast.query.Query;
import io.holdfast.query.QueryMessage;
import io.holdfast.record.Schema;
import io.holdfast.shuffle.GroupKey;
import io.holdfast.shuffle.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * A request, checked against its input and made ready to submit.
 *
 * @param request what was asked
 * @param input the files
 * @param fingerprint of the files
 * @param query and the columns of the input that it needs
 * @param bound the same, bound
 * @param settings that the answer depends on, by their keys
 * @param waves into how many the input is parted
 * @param reducers the number of reduce tasks
 * @param runId fences this run's output from that of any other
 * @param states how kept states of files are used, where they are
 * @param balance where a sample has sent keys
 */
record JobPlan(
    RunRequest request,
    InputFiles input,
    String fingerprint,
    QueryMessage query,
    Query bound,
    Map<String, String> settings,
    int waves,
    int reducers,
    String runId,
    Optional<StateUpdate> states,
    Balance balance) {
  /** The stage that the manifest of a run's own output names, whichever made it. */
  static final String RESULT = "result";

  private static final long BYTES_PER_REDUCER = 256L << 20;
  private static final int MAX_REDUCERS = 999;
  private static final long WORTH_A_NOTICE_BYTES = 64L << 20;

  /** Plans a request; whatever is wrong with it is found here. */
  static JobPlan of(RunRequest request, Configuration conf) throws IOException {
    Keys.all().forEach(key -> key.get(conf));
    MaxBad.read(conf);
    NanPolicy.read(conf);
    requireFramework(conf);
    requireOrderOfKeys(conf);
    OutputPlace.requireWritable("the output", request.output(), conf);
    if (request.state().isPresent()) {
      AtomicRename.require(request.state().get(), conf);
      OutputPlace.requireApart(request.output(), request.state().get(), conf);
      Path generations = new Path(request.state().get(), Generation.STAGE);
      OutputPlace.requireWritable("the states of --state", generations, conf);
    }
    InputFiles found = InputFiles.find(request.inputs(), conf);
    InputFiles input = request.checksum() ? found.withChecksums(conf) : found;
    Schema source = columns(request, input, conf);
    QueryMessage query = query(request, source);
    int reducers = request.reducers().orElseGet(() -> reducers(conf, input.totalBytes()));
    Map<String, String> settings = AnswerSettings.read(request.format(), conf);
    int waves = Waves.count(conf, input.totalBytes());
    JobPlan plan =
        new JobPlan(
            request,
            input,
            input.fingerprint(),
            query,
            query.bind(),
            settings,
            waves,
            reducers,
            UUID.randomUUID().toString(),
            Optional.empty(),
            Balance.NONE);
    return plan.with(waves, Optional.empty(), Balance.of(plan, conf)).withStates(conf);
  }

  /** Returns the same by what is kept of the input's files now, if the request wants that. */
  JobPlan withStates(Configuration conf) throws IOException {
    return request.state().isPresent()
        ? with(
            waves, Optional.of(new StatePlanner(this, request.state().get(), conf).plan()), balance)
        : this;
  }

  private JobPlan with(int parts, Optional<StateUpdate> kept, Balance balanced) {
    return new JobPlan(
        request,
        input,
        fingerprint,
        query,
        bound,
        settings,
        parts,
        reducers,
        runId,
        kept,
        balanced);
  }

  /** Ranges over all parts are an order of all rows. */
  private static QueryMessage query(RunRequest request, Schema source) {
    QueryMessage query = new QueryMessage(request.query(), source);
    if (request.partitioning() == Partitioning.RANGE) {
      Query asked = query.bind();
      if (!asked.isOrdered() && !asked.keys().isEmpty()) {
        return new QueryMessage(request.query().inOrderOf(asked.keyNames()), source);
      }
    }
    return query;
  }

  private static Schema columns(RunRequest request, InputFiles input, Configuration conf)
      throws IOException {
    return switch (request.format()) {
      case TEXT -> Query.neededColumns(request.query(), new TextSource(conf).schema());
      case PARQUET -> {
        ParquetSchema file = ParquetSchema.read(conf, input.files().get(0).getPath());
        try {
          yield Query.neededColumns(request.query(), file.schema());
        } catch (HoldfastException e) {
          throw file.explain(e);
        }
      }
    };
  }

  private static void requireFramework(Configuration conf) {
    String framework = conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    if (!framework.equals(MRConfig.LOCAL_FRAMEWORK_NAME)
        && !framework.equals(MRConfig.YARN_FRAMEWORK_NAME)) {
      throw HoldfastException.user(
          "[%s] expected local or yarn, got %s", MRConfig.FRAMEWORK_NAME, framework);
    }
  }

  /** Another order, or a coarser one of groups, would merge what does not belong together. */
  private static void requireOrderOfKeys(Configuration conf) {
    for (String key :
        List.of(
            MRJobConfig.KEY_COMPARATOR,
            MRJobConfig.GROUP_COMPARATOR_CLASS,
            MRJobConfig.COMBINER_GROUP_COMPARATOR_CLASS)) {
      String set = conf.get(key);
      if (set != null && !set.equals(GroupKey.Comparator.class.getName())) {
        throw HoldfastException.user(
            "[%s] expected the order of this program's keys, got %s; try to leave it unset",
            key, set);
      }
    }
  }

  /** Depends on the input alone, so that the same run on any machine makes the same parts. */
  private static int reducers(Configuration conf, long inputBytes) {
    if (HadoopDefaults.isSet(conf, Job.NUM_REDUCES)) {
      int set = conf.getInt(Job.NUM_REDUCES, 1);
      if (set < 1) {
        throw HoldfastException.user(
            "[%s] expected at least 1, got %d; try --reducers", Job.NUM_REDUCES, set);
      }
      return set;
    }
    return reducers(inputBytes);
  }

  /** Returns how many reduce tasks so many bytes are worth. */
  static int reducers(long bytes) {
    return (int) Math.min(MAX_REDUCERS, bytes / BYTES_PER_REDUCER + 1);
  }

  /**
   * Returns the same with another number of waves: an earlier run's, which the cluster then had.
   */
  JobPlan withWaves(int other) {
    return with(other, states, balance);
  }

  /** Returns what the user should know before the job starts. */
  List<String> notices() {
    List<String> notices = new ArrayList<>(states.map(StateUpdate::notices).orElse(List.of()));
    notices.addAll(balance.notices());
    input.files().stream().filter(this::isLargeArchive).map(JobPlan::notice).forEach(notices::add);
    return notices;
  }

  private boolean isLargeArchive(FileStatus file) {
    return request.format() == SourceFormat.TEXT
        && file.getLen() >= WORTH_A_NOTICE_BYTES
        && !new TextSource(new Configuration(false)).isSplittable(file.getPath());
  }

  private static String notice(FileStatus file) {
    return String.format(
        "[%s] is compressed and cannot be split: one map task reads all of its %d MB",
        file.getPath(), file.getLen() >> 20);
  }

  /**
   * Fails where the output exists and must not be replaced.
   *
   * @throws HoldfastException CONFLICT
   */
  void requireFreeOutput(Configuration conf) throws IOException {
    List<Stage> stages = StageList.of(this, conf);
    Configuration copy = new Configuration(conf);
    stages.get(stages.size() - 1).outputSettings().store(copy);
    PartOutputFormat.requireFree(OutputSettings.read(copy), copy);
  }

  /**
   * Returns what the manifest of a stage's output says of the run.
   *
   * @param more settings on which the stage's bytes depend
   */
  RunDescription description(String stage, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    boolean slices = balance.placement().hasSlices(); // They leave no trace in later stages.
    if (slices ? stage.equals(SliceStage.NAME) : !balance.placement().ranges().isEmpty()) {
      all.put(Placement.KEY, DigestUtils.sha256Hex(balance.placement().text()));
    }
    return RunDescription.of(
        runId, ProgramVersion.get(), stage, query.toJson(), fingerprint, all, bound.result());
  }

  /**
   * Returns what the manifest of kept states of files says of the run: what becomes of its rows
   * later, and where they go, does not matter to them.
   *
   * @param files stands for the files
   */
  RunDescription descriptionOfStates(String files) {
    String asked = new QueryMessage(query.text().ofAllRows(), query.source()).toJson();
    Map<String, String> all = new HashMap<>(settings);
    all.remove(Job.PARTITIONER_CLASS_ATTR);
    return RunDescription.of(
        runId, ProgramVersion.get(), Generation.STAGE, asked, files, all, bound.result());
  }
}
