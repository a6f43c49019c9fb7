package io.holdfast.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.error.ErrorKind;
import io.holdfast.error.HoldfastException;
import io.holdfast.record.Column;
import io.holdfast.record.Schema;
import io.holdfast.record.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job sends to its tasks, as JSON: each task parses and binds again.
 *
 * @param text of the query
 * @param source the columns to bind it to
 */
public record QueryMessage(QueryText text, Schema source) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Binds the query. */
  public Query bind() {
    return Query.bind(text, source);
  }

  /** Returns the message in one line. */
  public String toJson() {
    ObjectNode node = MAPPER.createObjectNode();
    text.where().ifPresent(sql -> node.put("where", sql));
    text.groupBy().ifPresent(sql -> node.put("groupBy", sql));
    ArrayNode aggregates = node.putArray("aggregates");
    text.aggregates().forEach(aggregates::add);
    text.having().ifPresent(sql -> node.put("having", sql));
    text.orderBy().ifPresent(sql -> node.put("orderBy", sql));
    text.limit().ifPresent(rows -> node.put("limit", rows));
    ArrayNode columns = node.putArray("columns");
    for (Column column : source.columns()) {
      columns.addArray().add(column.name()).add(column.type().toString());
    }
    return node.toString();
  }

  /** Reads back what {@link #toJson()} returned. */
  public static QueryMessage fromJson(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      List<String> aggregates = new ArrayList<>();
      node.path("aggregates").forEach(sql -> aggregates.add(sql.asText()));
      List<Column> columns = new ArrayList<>();
      for (JsonNode column : node.path("columns")) {
        columns.add(new Column(column.path(0).asText(), Type.parse(column.path(1).asText())));
      }
      return new QueryMessage(
          new QueryText(
              text(node, "where"),
              text(node, "groupBy"),
              aggregates,
              text(node, "having"),
              text(node, "orderBy"),
              number(node, "limit")),
          new Schema(columns));
    } catch (JsonProcessingException e) {
      throw new HoldfastException(
          ErrorKind.BUG,
          "expected a query as JSON, got something else: " + e.getOriginalMessage(),
          e);
    }
  }

  private static OptionalLong number(JsonNode node, String field) {
    JsonNode found = node.get(field);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.asLong());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
  }
}
