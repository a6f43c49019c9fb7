import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a text in which the words of a vocabulary come as often as Zipf's law has it, in lines of
 * about 80 bytes; the same bytes for the same arguments. usage: Words DIRECTORY FILES BYTES_EACH
 * VOCABULARY.
 */
final class Words {
  private static final int LINE_BYTES = 80;
  private static final int LETTERS = 26;

  private Words() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    long size = Long.parseLong(arguments[2]);
    int vocabulary = Integer.parseInt(arguments[3]);
    double all = Math.log(vocabulary + 1.0);
    for (int file = 0; file < Integer.parseInt(arguments[1]); file++) {
      SplittableRandom random = new SplittableRandom(17L * file + vocabulary);
      Path path = directory.resolve("part-" + file + ".txt");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
        long line = 0;
        for (long written = 0; written < size; ) {
          // Ranks with density 1 / rank: the inverse of the logarithm, at random.
          long rank = (long) Math.exp(random.nextDouble() * all);
          byte[] word = word(rank).getBytes(StandardCharsets.US_ASCII);
          out.write(word);
          written += word.length + 1;
          line += word.length + 1;
          out.write(line < LINE_BYTES ? ' ' : '\n');
          line = line < LINE_BYTES ? line : 0;
        }
      }
    }
  }

  /** Frequent words are short, as in a language; no two ranks have the same. */
  private static String word(long rank) {
    StringBuilder word = new StringBuilder();
    for (long rest = rank; rest > 0; rest /= LETTERS) {
      word.append((char) ('a' + rest % LETTERS));
    }
    return word.toString();
  }
}
