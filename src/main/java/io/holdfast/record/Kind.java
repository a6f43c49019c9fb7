package io.holdfast.record;

/** The families of scalar types. */
public enum Kind {
  BOOLEAN,
  /** Signed integers of up to 64 bits. */
  LONG,
  /** IEEE 754 binary32, kept widened to binary64; printed in its own shortest form. */
  FLOAT,
  /** IEEE 754 binary64. */
  DOUBLE,
  DECIMAL,
  /** UTF-8. */
  TEXT,
  BINARY,
  /** Days since 1970-01-01. */
  DATE,
  /** Time of day in units of 10^-scale seconds. */
  TIME,
  /** Units of 10^-scale seconds since 1970-01-01 00:00:00 UTC. */
  TIMESTAMP
}
