/**
 * Filter, group, partial states: the map side.
 *
 * <p>Enters: batches. Leaves: one partial state a group, more when the bounded table had to be
 * emptied early. Fails: with the place, on text that is not UTF-8 or arithmetic that overflows.
 */
package io.holdfast.map;
