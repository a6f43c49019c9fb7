/**
 * Shells around the classes of a job that make an attempt fail at a place and in a way that a test
 * has planned. A test puts them, as a jar of their own, beside the job jar.
 *
 * <p>Enters: a {@link io.holdfast.fault.shell.FaultPlan} in the job's configuration. Leaves: a file
 * for each fault that struck. Fails: as planned.
 */
package io.holdfast.fault.shell;
