/**
 * The commands, their options and what they print.
 *
 * <p>Enters: the user's words. Leaves: an output, a path on standard output, an exit code. Fails:
 * with one line on standard error.
 */
package io.holdfast.cli;
