package io.holdfast.output;

/**
 * What a verified output holds.
 *
 * @param parts the number of part files
 * @param rows of all parts, without headers
 * @param bytes of all parts
 */
public record Verification(int parts, long rows, long bytes) {}
