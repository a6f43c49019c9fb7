/**
 * Failures of attempts, read from the text that a cluster tells of them; no Hadoop.
 *
 * <p>Enters: diagnostics of task attempts and of the job. Leaves: what they mean, whether another
 * attempt could help, and the lines a person reads. Fails: never.
 */
package io.holdfast.job.failure;
