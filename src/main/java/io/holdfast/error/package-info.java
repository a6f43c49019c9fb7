/**
 * What can go wrong and whose turn it is then.
 *
 * <p>Enters: a place, a cause, a remedy. Leaves: a one-line message and an exit code. Fails: never.
 */
package io.holdfast.error;
