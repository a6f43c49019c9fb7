package io.holdfast.input.text;

import io.holdfast.input.BatchReader;
import io.holdfast.record.Batch;
import io.holdfast.record.BytesOutput;
import io.holdfast.record.BytesVector;
import io.holdfast.record.Utf8;
import java.io.IOException;

/**
 * Cuts the words of another reader at Unicode word boundaries, folds their case, or both. Its words
 * are copies; a batch's rows remember the word they come from. A word that is not UTF-8 or too long
 * is passed on as it is, for whoever groups it to refuse it or set it aside.
 */
final class RefinedWordReader implements BatchReader {
  private final WordReader words;
  private final WordRefiner refiner;
  private final Batch source = new Batch(WordReader.SCHEMA);
  private final int[] sourceRows = new int[Batch.MAX_ROWS];
  private final BytesOutput refined = new BytesOutput();
  private int row;

  RefinedWordReader(WordReader words, WordRefiner refiner) {
    this.words = words;
    this.refiner = refiner;
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    batch.clear();
    BytesVector target = (BytesVector) batch.column(0);
    int size = 0;
    // A batch ends where the source's does: the source's buffer is good until its next batch alone.
    while (size == 0) {
      if (row == source.size()) {
        row = 0;
        if (!words.next(source)) {
          return false;
        }
      }
      size = fill(batch, target);
    }
    batch.setOrigin(at -> source.place(sourceRows[at]));
    batch.setSize(size);
    return true;
  }

  private int fill(Batch batch, BytesVector target) {
    BytesVector from = (BytesVector) source.column(0);
    int size = 0;
    while (row < source.size() && size < Batch.MAX_ROWS) {
      if (!refiner.isOpen()) {
        if (source.malformed(row) != null) {
          sourceRows[size] = row;
          target.setNull(size);
          batch.markMalformed(size++, source.malformed(row++));
          continue;
        }
        if (!Utf8.isWellFormed(from, row)) {
          sourceRows[size] = row;
          target.append(size++, from.data(), from.starts()[row], from.lengths()[row]);
          row++;
          continue;
        }
        refiner.open(from.data(), from.starts()[row], from.lengths()[row]);
      }
      while (size < Batch.MAX_ROWS && refiner.next(refined)) {
        sourceRows[size] = row;
        target.append(size++, refined.bytes(), 0, refined.length());
      }
      if (refiner.isOpen()) {
        break;
      }
      row++;
    }
    return size;
  }

  @Override
  public float progress() {
    return words.progress();
  }

  @Override
  public void close() throws IOException {
    words.close();
  }
}
