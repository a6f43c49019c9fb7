package io.holdfast.job;

import java.util.Objects;

/** The name and version of this program, from the jar's manifest. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** Returns for example {@code holdfast 0.1.0}. */
  public static String get() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return "holdfast " + Objects.requireNonNullElse(version, "unreleased");
  }
}
