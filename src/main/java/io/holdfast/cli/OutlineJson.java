package io.holdfast.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.config.Setting;
import io.holdfast.job.Outline;
import io.holdfast.job.StageOutline;

/** The plan of a run as one line of JSON, for programs. */
final class OutlineJson {
  private OutlineJson() {}

  /** Forms the line; a setting without a value is null. */
  static String of(Outline outline) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("local", outline.local());
    ArrayNode files = node.putArray("files");
    outline.files().forEach(file -> files.add(file.toString()));
    node.put("bytes", outline.bytes());
    node.put("splits", outline.splits());
    node.put("reducers", outline.reducers());
    ArrayNode stages = node.putArray("stages");
    for (StageOutline stage : outline.stages()) {
      ObjectNode one = stages.addObject();
      one.put("name", stage.name());
      one.put("reads", stage.reads());
      if (stage.bytes().isPresent()) {
        one.put("bytes", stage.bytes().getAsLong());
      } else {
        one.putNull("bytes");
      }
      one.put("partitioner", stage.partitioner().isEmpty() ? null : stage.partitioner());
      one.put("reducers", stage.reducers());
    }
    node.put("output", outline.output().toString());
    ArrayNode settings = node.putArray("settings");
    for (Setting setting : outline.settings()) {
      ObjectNode one = settings.addObject();
      one.put("key", setting.key());
      one.put("value", setting.value().isEmpty() ? null : setting.value());
      one.put("from", setting.source());
    }
    ArrayNode warnings = node.putArray("warnings");
    outline.warnings().forEach(warnings::add);
    return node.toString();
  }
}
