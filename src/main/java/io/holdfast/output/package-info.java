/**
 * Result rows as text files, and what stages pass on, committed as a whole or not at all.
 *
 * <p>Enters: batches of result rows or their keys, or states, and the run's settings. Leaves: a
 * directory with part files and a manifest, which appears by one rename. Fails: on file system
 * errors; where the place is taken; where a committed output is not what its manifest says.
 */
package io.holdfast.output;
