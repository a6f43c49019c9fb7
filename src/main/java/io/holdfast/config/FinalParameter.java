package io.holdfast.config;

/**
 * A setting that the cluster's configuration marks as final, and that somebody wants otherwise.
 *
 * @param setting what holds: the cluster's value and the file that it is from
 * @param wanted the value that was asked for
 * @param wantedBy who asked for it
 */
public record FinalParameter(Setting setting, String wanted, String wantedBy) {
  /** Says whether a person asked, and not merely our default. */
  public boolean isAskedFor() {
    return !wantedBy.equals(HadoopDefaults.OURS);
  }

  /** Returns one line that tells what holds and what does not. */
  public String message() {
    return String.format(
        "[%s] is final in %s: %s holds, not %s (%s)",
        setting.key(), setting.source(), setting.value(), wanted, wantedBy);
  }
}
