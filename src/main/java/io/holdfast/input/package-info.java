/**
 * Where rows come from: sources, and ranges of their files.
 *
 * <p>Enters: files. Leaves: batches, in which malformed rows are marked. Fails: on files that
 * cannot be read, as a resource; on files whose rows cannot be told apart, as data, with the place.
 */
package io.holdfast.input;
