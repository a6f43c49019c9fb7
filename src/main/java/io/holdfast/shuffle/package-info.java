/**
 * What crosses from map to reduce: keys in order, partial states, the partitioner, the combiner.
 *
 * <p>Enters: group keys and partial states of a mapper. Leaves: the same, merged, for a reducer.
 * Fails: only on bytes that this program did not write.
 */
package io.holdfast.shuffle;
