package io.holdfast.input.parquet;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Reads the pages of a column chunk of a flat column; checks those that have a checksum. */
final class PageReader {
  private final ChunkInput in;
  private final PageDecompressor decompressor;
  private final boolean optional;
  private final CRC32 checksum = new CRC32();
  private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;

  /** The column has definition levels if it is optional. */
  PageReader(ChunkInput in, PageDecompressor decompressor, boolean optional) {
    this.in = in;
    this.decompressor = decompressor;
    this.optional = optional;
  }

  void open(ColumnChunkMetaData chunk) {
    in.open(chunk.getStartingPos(), chunk.getTotalSize());
    codec = chunk.getCodec();
  }

  /**
   * Reads the next dictionary or data page.
   *
   * @throws IOException if its header or its bytes are damaged
   */
  Page next() throws IOException {
    while (true) {
      PageHeader header = readHeader();
      if (header.getType() == null) {
        throw new Damage("a page of an unknown type");
      }
      Slice bytes = readChecked(header);
      switch (header.getType()) {
        case DICTIONARY_PAGE:
          return dictionary(header, require(header.getDictionary_page_header()), bytes);
        case DATA_PAGE:
          return first(header, require(header.getData_page_header()), bytes);
        case DATA_PAGE_V2:
          return second(header, require(header.getData_page_header_v2()), bytes);
        case INDEX_PAGE:
          break;
      }
    }
  }

  private PageHeader readHeader() throws IOException {
    try {
      return Util.readPageHeader(in);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new Damage("a page header that does not end");
    }
  }

  private static <T> T require(T header) {
    if (header == null) {
      throw new Damage("a page header without the part for its type");
    }
    return header;
  }

  private Slice readChecked(PageHeader header) {
    byte[] bytes = in.readBytes(header.getCompressed_page_size());
    if (header.isSetCrc()) {
      checksum.reset();
      checksum.update(bytes);
      if ((int) checksum.getValue() != header.getCrc()) {
        throw new Damage("bytes that do not match the page's checksum");
      }
    }
    return new Slice(bytes, 0, bytes.length);
  }

  private Page dictionary(PageHeader header, DictionaryPageHeader own, Slice bytes)
      throws IOException {
    Slice values = decompressor.decompress(bytes, codec, header.getUncompressed_page_size());
    return new Page(true, own.getNum_values(), own.getEncoding(), Slice.EMPTY, false, values);
  }

  /** Version 1: levels and values are compressed together. */
  private Page first(PageHeader header, DataPageHeader own, Slice bytes) throws IOException {
    Slice all = decompressor.decompress(bytes, codec, header.getUncompressed_page_size());
    int count = own.getNum_values();
    if (!optional) {
      return new Page(false, count, own.getEncoding(), Slice.EMPTY, false, all);
    }
    if (own.getDefinition_level_encoding() == Encoding.BIT_PACKED) {
      int length = (int) ((Math.max(0, count) + Byte.SIZE - 1L) / Byte.SIZE);
      return new Page(false, count, own.getEncoding(), all.first(length), true, all.skip(length));
    }
    if (own.getDefinition_level_encoding() != Encoding.RLE || all.length() < Integer.BYTES) {
      throw new Damage("levels that cannot be read");
    }
    int length = PackedBits.intAt(all.bytes(), all.start());
    Slice rest = all.skip(Integer.BYTES);
    Slice levels = rest.first(length);
    return new Page(false, count, own.getEncoding(), levels, false, rest.skip(length));
  }

  /** Version 2: levels lie before the values, never compressed. */
  private Page second(PageHeader header, DataPageHeaderV2 own, Slice bytes) throws IOException {
    int repetition = own.getRepetition_levels_byte_length();
    int definition = own.getDefinition_levels_byte_length();
    bytes.first(repetition);
    Slice levels = bytes.skip(repetition).first(definition);
    Slice values = bytes.skip(repetition).skip(definition);
    int size = header.getUncompressed_page_size() - repetition - definition;
    if (own.isIs_compressed()) {
      values = decompressor.decompress(values, codec, size);
    }
    return new Page(false, own.getNum_values(), own.getEncoding(), levels, false, values);
  }
}
