/**
 * The input as MapReduce sees it: the input format, its splits and its record reader.
 *
 * <p>Enters: paths. Leaves: splits of about the same size, and their batches. Fails: on paths that
 * cannot be listed.
 */
package io.holdfast.input.split;
