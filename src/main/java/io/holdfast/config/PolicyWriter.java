package io.holdfast.config;

import io.holdfast.error.HoldfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Puts the {@link FaultPolicy} into the configuration of a job on a cluster. */
public final class PolicyWriter {
  private PolicyWriter() {}

  /**
   * Fills in what nobody has set. What the cluster's files mark as final stays theirs, whoever else
   * has set it: Hadoop itself lets the command line overwrite it here, and then drops that on the
   * nodes.
   *
   * @return the final parameters that differ from what was wanted
   * @throws HoldfastException of kind USER where somebody has set a value that is none
   */
  public static List<FinalParameter> write(Configuration conf) {
    List<FinalParameter> overruled = keepFinals(conf);
    for (FaultSetting setting : FaultPolicy.all()) {
      setting.check(conf);
      if (!setting.defaultValue().isEmpty()) {
        HadoopDefaults.override(conf, setting.key(), setting.defaultValue());
      }
    }
    return overruled;
  }

  private static List<FinalParameter> keepFinals(Configuration conf) {
    Configuration files = files(conf);
    Set<String> finals = files.getFinalParameters();
    List<FinalParameter> overruled = new ArrayList<>();
    for (FaultSetting row : FaultPolicy.all()) {
      String key = row.key();
      String value = files.get(key);
      if (!finals.contains(key) || value == null) {
        continue;
      }
      Setting holds = Setting.read(files, key, "");
      boolean changed = !value.equals(conf.get(key));
      String wanted = changed ? conf.get(key) : row.defaultValue();
      String wantedBy = changed ? Setting.source(conf, key) : HadoopDefaults.OURS;
      if (!wanted.isEmpty() && !wanted.equals(value)) {
        overruled.add(new FinalParameter(holds, wanted, wantedBy));
      }
      conf.set(key, value, holds.source() + ", final");
    }
    return overruled;
  }

  /** Returns a copy as the files alone make it, without what code or the command line has set. */
  private static Configuration files(Configuration conf) {
    Configuration files = new Configuration(conf);
    FaultPolicy.all().forEach(row -> files.unset(row.key()));
    files.reloadConfiguration();
    files.size(); // Reads the files, and so learns what is final.
    return files;
  }
}
