/**
 * The fault matrix: jobs of the real job jar on a cluster, struck by planned faults.
 *
 * <p>Enters: a plan and the clean run's answer. Leaves: the same bytes, exactly the attempts
 * expected, and a line in the report. Fails: where a fault did not strike, too.
 */
package io.holdfast.fault;
