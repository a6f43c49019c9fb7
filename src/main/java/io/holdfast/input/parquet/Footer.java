package io.holdfast.input.parquet;

import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * What a file says about itself.
 *
 * @param start the footer's offset in the file; all pages lie before it
 * @param schema all columns, nested ones too
 * @param groups the row groups in file order
 */
record Footer(long start, MessageType schema, List<BlockMetaData> groups) {}
