/**
 * What crosses from map to reduce: keys in order, partial states, the partitioners, the combiner,
 * and the collector that writes them to disk.
 *
 * <p>Enters: group keys and partial states of a mapper, or keys of rows. Leaves: the same, merged,
 * for a reducer. Fails: on bytes that this program did not write, or where a disk takes no more.
 */
package io.holdfast.shuffle;
