/**
 * Holdfast on a real cluster of one machine, as {@code hadoop jar} runs it.
 *
 * <p>Enters: the job jar and files on HDFS. Leaves: outputs, exit codes and messages to look at.
 * Fails: where the cluster cannot start; nothing is skipped.
 */
package io.holdfast.cluster;
