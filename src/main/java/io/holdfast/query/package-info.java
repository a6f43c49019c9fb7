/**
 * What is asked: filters, group keys and aggregate calls, parsed from SQL and bound to columns.
 *
 * <p>Enters: SQL text and a schema; then batches. Leaves: vectors of values and of truth, and the
 * columns to read. Fails: on text that is no expression over the columns (user), and where an exact
 * result does not fit (data). Knows no Hadoop.
 */
package io.holdfast.query;
