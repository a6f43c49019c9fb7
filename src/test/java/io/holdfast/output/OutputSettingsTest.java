package io.holdfast.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class OutputSettingsTest {
  private static final Schema COLUMNS =
      Schema.of(new Column("a\tb", Type.decimal(10, 2)), new Column("c", Type.timestamp(6)));

  @Test
  void surviveAJobFile() throws IOException {
    String query = "SELECT '${user.home}' || '\u0001\n\ud83d\ude00<&\\' FROM \"x\"";
    RunDescription run =
        RunDescription.of("run-1_a", "holdfast 1", "s", query, "abc", Map.of("k", "v"), COLUMNS);
    OutputSettings settings =
        new OutputSettings(
            new Path("file:/a b/o"),
            run,
            PartFormat.KEYS,
            3,
            Optional.of(new Path("file:/a b/k")),
            OptionalLong.of(7),
            true,
            false,
            true);
    Configuration configuration = new Configuration(false);

    settings.store(configuration);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    configuration.writeXml(file);
    Configuration read = new Configuration(false);
    read.addResource(new ByteArrayInputStream(file.toByteArray()));

    assertThat(OutputSettings.read(read)).isEqualTo(settings);
    assertThat(OutputSettings.read(read).run().schema()).isEqualTo(COLUMNS);
  }

  @Test
  void refuseWhatIsMissingOrMistyped() throws IOException {
    Configuration configuration = new Configuration(false);
    assertRefused(configuration, "[holdfast.output.path] expected a value, got none");

    configuration.set(OutputSettings.OUTPUT, "file:/o");
    configuration.set(OutputSettings.RUN, "{}");
    assertRefused(configuration, "[holdfast.output.run] expected a run as JSON, got Missing");

    RunDescription run = RunDescription.of("run", "p", "s", "q", "i", Map.of(), COLUMNS);
    new OutputSettings(
            new Path("file:/o"),
            run,
            PartFormat.TEXT,
            1,
            Optional.empty(),
            OptionalLong.empty(),
            false,
            true,
            false)
        .store(configuration);
    configuration.set(OutputSettings.HEADER, "yes");
    assertRefused(configuration, "[holdfast.output.header] expected true or false, got yes");
  }

  @Test
  void refuseRunsAndPlacesThatMakeNoName() {
    for (String runId : new String[] {"", "a/b", "old-1", "trash-1", "a b"}) {
      assertThatThrownBy(() -> new OutputPaths(new Path("file:/o"), runId))
          .isInstanceOf(HoldfastException.class)
          .hasMessageContaining("expected a run id");
    }
    assertThatThrownBy(() -> new OutputPaths(new Path("file:/"), "run"))
        .isInstanceOf(HoldfastException.class)
        .hasMessageContaining("below the root");
  }

  private static void assertRefused(Configuration configuration, String message) {
    assertThatThrownBy(() -> OutputSettings.read(configuration))
        .isInstanceOf(HoldfastException.class)
        .hasMessageStartingWith(message);
  }
}
