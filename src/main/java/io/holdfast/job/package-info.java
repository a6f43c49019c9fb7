/**
 * A query as one or several MapReduce jobs: checked, submitted, watched, resumed, a failure
 * explained.
 *
 * <p>Enters: a request and the user's configuration. Leaves: a committed output's manifest. Fails:
 * with the first cause, and the kind that the exit code follows from.
 */
package io.holdfast.job;
