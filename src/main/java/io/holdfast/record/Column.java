package io.holdfast.record;

/**
 * A named column.
 *
 * @param name as the file spells it
 * @param type of every value that is not null
 */
public record Column(String name, Type type) {
  @Override
  public String toString() {
    return name + " " + type;
  }
}
