/**
 * Rows in memory: types, column vectors, batches, and bytes to carry them.
 *
 * <p>Enters: values. Leaves: the same values, by column. Fails: only where a caller breaks a bound.
 */
package io.holdfast.record;
