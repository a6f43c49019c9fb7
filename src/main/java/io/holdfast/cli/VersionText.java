package io.holdfast.cli;

import io.holdfast.job.ProgramVersion;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      String.format(
          "%s on Hadoop %s, Java %s",
          ProgramVersion.get(), VersionInfo.getVersion(), System.getProperty("java.version"))
    };
  }
}
