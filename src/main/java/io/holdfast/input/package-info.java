/**
 * Where rows come from: sources, and ranges of their files.
 *
 * <p>Enters: files. Leaves: batches. Fails: on files that cannot be read, as a resource; on files
 * that are malformed, as data, with the place.
 */
package io.holdfast.input;
