/**
 * Flat columns of Parquet files, page by page into batches; no record is ever assembled.
 *
 * <p>Enters: a path, a byte range, the wanted columns. Leaves: batches, with dictionary ids where
 * the file has them, and rows of damaged pages marked. Fails: on a file whose rows nobody can tell,
 * or an unsuitable one, naming path, row group and column.
 *
 * <p>Memory, a column: one read buffer, one page, and the chunk's dictionary; never a whole row
 * group. Format: <a href="https://github.com/apache/parquet-format">apache/parquet-format</a>.
 */
package io.holdfast.input.parquet;
