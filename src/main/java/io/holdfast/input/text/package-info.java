/**
 * Words out of text files.
 *
 * <p>Enters: a range of a plain file, or a whole compressed one. Leaves: batches of one column,
 * {@code word}, in which words over the limit are marked. Fails: with the path, on a damaged
 * archive.
 */
package io.holdfast.input.text;
