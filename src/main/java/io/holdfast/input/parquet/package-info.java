/**
 * Flat columns of Parquet files, page by page into batches; no record is ever assembled.
 *
 * <p>Enters: a path, a byte range, the wanted columns. Leaves: batches, with dictionary ids where
 * the file has them. Fails: on a damaged or unsuitable file, naming path, row group, column and
 * row.
 *
 * <p>Memory, a column: one read buffer, one page, and the chunk's dictionary; never a whole row
 * group. Format: <a href="https://github.com/apache/parquet-format">apache/parquet-format</a>.
 */
package io.holdfast.input.parquet;
