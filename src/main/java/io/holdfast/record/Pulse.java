package io.holdfast.record;

/** Tells whoever takes a long silence for a hang that the work goes on. */
@FunctionalInterface
public interface Pulse {
  /** For work that nobody watches. */
  Pulse NONE = () -> {};

  /** To be called where a step was done, never by a clock: a step that hangs must fall silent. */
  void beat();

  /** To be called where bytes of the input have come. */
  default void read(int bytes) {
    beat();
  }
}
