/**
 * Words out of text files.
 *
 * <p>Enters: a range of a plain file, or a whole compressed one. Leaves: batches of one column,
 * {@code word}. Fails: with the byte offset, on a word over the limit; with the path, on a damaged
 * archive.
 */
package io.holdfast.input.text;
