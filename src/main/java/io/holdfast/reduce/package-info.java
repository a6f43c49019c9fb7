/**
 * Merge and finish: the reduce side.
 *
 * <p>Enters: groups with their partial states, in key order. Leaves: batches of result rows in the
 * same order, then batches of malformed records. Fails: where an exact result does not fit its
 * type; the message names the group; where more records are malformed than allowed.
 */
package io.holdfast.reduce;
