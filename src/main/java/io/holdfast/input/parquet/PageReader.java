package io.holdfast.input.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Reads single pages of a flat column: a header, then the page behind it; checks those that have a
 * checksum. What is wrong with them is told as {@link Damage}, in words that depend on the bytes
 * alone.
 */
final class PageReader {
  private final ChunkInput in;
  private final PageDecompressor decompressor;
  private final boolean optional;
  private final CRC32 checksum = new CRC32();
  private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
  private boolean checksumSeen;

  /** The column has definition levels if it is optional. */
  PageReader(ChunkInput in, PageDecompressor decompressor, boolean optional) {
    this.in = in;
    this.decompressor = decompressor;
    this.optional = optional;
  }

  void open(ColumnChunkMetaData chunk) {
    in.open(chunk.getStartingPos(), chunk.getTotalSize());
    codec = chunk.getCodec();
    checksumSeen = false;
  }

  /** Reads the header of a page that is not skipped. */
  PageHeader readHeader() {
    while (true) {
      PageHeader header = parseHeader();
      if (header.getType() == null) {
        throw new Damage("a page of an unknown type");
      }
      if (header.getType() != PageType.INDEX_PAGE) {
        require(header);
        return header;
      }
      in.readBytes(header.getCompressed_page_size());
    }
  }

  private PageHeader parseHeader() {
    try {
      return Util.readPageHeader(in);
    } catch (Damage | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new Damage("a page header that cannot be read");
    }
  }

  private static void require(PageHeader header) {
    boolean whole =
        switch (header.getType()) {
          case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
          case DATA_PAGE -> header.isSetData_page_header();
          case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
          case INDEX_PAGE -> false;
        };
    if (!whole) {
      throw new Damage("a page header without the part for its type");
    }
  }

  /** Returns the rows of a data page, as its header tells. */
  static int rows(PageHeader header) {
    return header.getType() == PageType.DATA_PAGE
        ? header.getData_page_header().getNum_values()
        : header.getData_page_header_v2().getNum_values();
  }

  /** Reads the page behind its header. */
  Page read(PageHeader header) {
    Slice bytes = readChecked(header);
    return switch (header.getType()) {
      case DICTIONARY_PAGE -> dictionary(header, header.getDictionary_page_header(), bytes);
      case DATA_PAGE -> first(header, header.getData_page_header(), bytes);
      case DATA_PAGE_V2 -> second(header, header.getData_page_header_v2(), bytes);
      case INDEX_PAGE -> throw new Damage("a page of an unknown type");
    };
  }

  private Slice readChecked(PageHeader header) {
    byte[] bytes = in.readBytes(header.getCompressed_page_size());
    boolean data = header.getType() != PageType.DICTIONARY_PAGE;
    if (header.isSetCrc()) {
      checksum.reset();
      checksum.update(bytes);
      if ((int) checksum.getValue() != header.getCrc()) {
        throw new Damage("bytes that do not match the page's checksum");
      }
      checksumSeen |= data;
    } else if (data && checksumSeen) {
      throw new Damage("a page without a checksum behind one with it");
    }
    return new Slice(bytes, 0, bytes.length);
  }

  private Page dictionary(PageHeader header, DictionaryPageHeader own, Slice bytes) {
    Slice values = decompress(bytes, header.getUncompressed_page_size());
    return new Page(own.getNum_values(), own.getEncoding(), Slice.EMPTY, values, true);
  }

  /** Version 1: levels and values are compressed together. */
  private Page first(PageHeader header, DataPageHeader own, Slice bytes) {
    Slice all = decompress(bytes, header.getUncompressed_page_size());
    int count = own.getNum_values();
    boolean checked = header.isSetCrc();
    if (!optional) {
      return new Page(count, own.getEncoding(), Slice.EMPTY, all, checked);
    }
    // BIT_PACKED is refused: one byte of a header, which no checksum covers, can name it instead of
    // RLE, and levels that are read so may contradict nothing.
    if (own.getDefinition_level_encoding() != Encoding.RLE) {
      throw new Damage(
          "levels in the encoding %s where %s is needed",
          own.getDefinition_level_encoding(), Encoding.RLE);
    }
    if (all.length() < Integer.BYTES) {
      throw new Damage("levels that cannot be read");
    }
    int length = PackedBits.intAt(all.bytes(), all.start());
    Slice rest = all.skip(Integer.BYTES);
    Slice levels = rest.first(length);
    return new Page(count, own.getEncoding(), levels, rest.skip(length), checked);
  }

  /** Version 2: levels lie before the values, never compressed. */
  private Page second(PageHeader header, DataPageHeaderV2 own, Slice bytes) {
    int repetition = own.getRepetition_levels_byte_length();
    int definition = own.getDefinition_levels_byte_length();
    if (repetition != 0 || definition != 0 && !optional) {
      throw new Damage("levels of %d and %d bytes", repetition, definition);
    }
    Slice levels = bytes.first(definition);
    Slice values = bytes.skip(definition);
    int size = header.getUncompressed_page_size() - definition;
    if (own.isIs_compressed()) {
      values = decompress(values, size);
    } else if (values.length() != size) {
      throw new Damage("%d bytes of values where %d are needed", values.length(), size);
    }
    boolean checked = header.isSetCrc();
    return new Page(own.getNum_values(), own.getEncoding(), levels, values, checked);
  }

  private Slice decompress(Slice bytes, int size) {
    try {
      return decompressor.decompress(bytes, codec, size);
    } catch (Damage e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new Damage("bytes that cannot be decompressed as %s", codec);
    }
  }
}
