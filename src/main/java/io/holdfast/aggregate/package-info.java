/**
 * Aggregate functions, exact whatever the order.
 *
 * <p>Enters: column vectors with a group number a row, or partial states. Leaves: partial states
 * and finished values. Fails: where an exact result does not fit its type. Knows no Hadoop.
 */
package io.holdfast.aggregate;
