package io.holdfast.input.parquet;

import io.holdfast.record.Malformed;

/**
 * Rows of a column chunk that were found together: those of a page, or those that are lost with
 * one.
 *
 * @param rows how many, at least 0
 * @param page what holds their values, or null where they are lost
 * @param loss why they are lost, or null
 */
record DataPage(long rows, Page page, Malformed loss) {}
