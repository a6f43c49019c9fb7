package io.holdfast.input.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** What a segmenter finds, as text. */
final class Words {
  private Words() {}

  /** Cuts a chunk that lies in the middle of letters, which must not be seen. */
  static List<String> of(WordSegmenter segmenter, String chunk) {
    byte[] bytes = ("ab" + chunk + "cd").getBytes(UTF_8);
    segmenter.reset(bytes, 2, bytes.length - 4);
    List<String> words = new ArrayList<>();
    while (segmenter.next()) {
      words.add(new String(bytes, segmenter.start(), segmenter.length(), UTF_8));
    }
    return words;
  }
}
