/**
 * Merge, finish, order: the reduce side.
 *
 * <p>Enters: groups with their partial states, or rows, in key order. Leaves: batches of result
 * rows in the same order, or of keys that order them, then batches of malformed records; of a wave,
 * merged states. Fails: where an exact result does not fit its type; the message names the group;
 * where more records are malformed than allowed.
 */
package io.holdfast.reduce;
