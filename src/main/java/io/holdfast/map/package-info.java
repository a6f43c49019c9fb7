/**
 * Filter, group, partial states: the map side.
 *
 * <p>Enters: batches. Leaves: one partial state a group, more when the bounded table had to be
 * emptied early, and malformed rows. Fails: with the place, on more malformed rows than allowed, on
 * arithmetic that overflows, or on a NaN where none is wanted.
 */
package io.holdfast.map;
