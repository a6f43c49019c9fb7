package io.holdfast.input.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.record.BytesOutput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseFolderTest {
  private final CaseFolder folder = new CaseFolder();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "HELLO World-42_[@`{],hello world-42_[@`{]",
        "STRAßE ẞ,straße ß",
        "ÉCOLE,école",
        "ПРИВЕТ,привет",
        "ԱԲԳ,աբգ",
        "ᲐᲑ,აბ",
        "Ǆǅ,ǆǆ",
        "KELVIN \u212a \u2126,kelvin k ω",
        "ȺȾ,ⱥⱦ",
        "𐐀𞤀,𐐨𞤢",
        "漢字かな,漢字かな",
        "İI,i\u0307i",
        "Ꟈ Ꟊ Ꟶ,ꟈ ꟊ ꟶ",
      })
  void foldsByTheRootLocale(String text, String folded) {
    assertThat(fold(text)).isEqualTo(folded);
    assertThat(fold(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "ΟΔΥΣΣΕΥΣ,οδυσσευς",
        "ΣΣ,σς",
        "Σ,σ",
        "ΣΑΣ ΑΣ Σ,σας ας σ",
        "1Σ,1σ",
        "ΑΣ.,ας.",
        "ΑΣ.Β,ασ.β",
        "Α'Σ,α'ς",
        "ΑΣ\u0301,ας\u0301",
        "ΑΣ\u0301Β,ασ\u0301β",
        "𐐀Σ,𐐨ς",
        "ʰΣ,ʰς",
        "ΑΣʰ,ασʰ",
      })
  void endsWordsWithAFinalSigma(String text, String folded) {
    assertThat(fold(text)).isEqualTo(folded);
    assertThat(fold(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({"Α-Σ,α-σ", "Α1Σ,α1σ", "ΑΣ1Β,ας1β", "Α_Σ,α_σ", "ªΣ,ªς"})
  void takesTheStandardsIdeaOfAWordsEnd(String text, String folded) {
    assertThat(fold(text)).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x1c89, 0x2c2f, 0xa7c0, 0xa7cb, 0xa7d0, 0xa7d8, 0xa7dc, 0x10570, 0x10595, 0x10d65})
  void leavesCapitalsThatAreNewerThanJdk17(int codePoint) {
    assertThat(fold(Character.toString(codePoint))).isEqualTo(Character.toString(codePoint));
  }

  /** A JDK that knows more, or other, capitals fails here; see the folder's list of later ones. */
  @Test
  void mapsEveryCodePointAsUnicode13() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    BytesOutput out = new BytesOutput();
    int mapped = 0;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] text = Character.toString(c).getBytes(UTF_8);
        out.clear();
        folder.fold(text, 0, text.length, out);
        digest.update(out.bytes(), 0, out.length());
        boolean same = Arrays.equals(text, Arrays.copyOf(out.bytes(), out.length()));
        mapped += same ? 0 : 1;
      }
    }
    assertThat(mapped).isEqualTo(1393);
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("120c1180eb6827120759a3b7d3f24e46ad41dd744565e5ddc5faef1e51ec7896");
  }

  @Test
  void appendsASliceOnly() {
    byte[] text = "ΑXΣYΣΑ".getBytes(UTF_8);
    BytesOutput out = new BytesOutput();
    out.writeByte('>');
    folder.fold(text, 2, 6, out);
    assertThat(new String(out.bytes(), 0, out.length(), UTF_8)).isEqualTo(">xσyς");
    folder.fold(text, 2, 0, out);
    assertThat(out.length()).isEqualTo(7);
  }

  @Test
  void takesTimeLinearInTheText() {
    for (String unit : new String[] {"Σ", "Σ\u0301", "Σ.", "ΑΣ ", "\u0301"}) {
      String text = "Α" + unit.repeat(1_000_000);
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fold(text));
    }
  }

  private String fold(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    BytesOutput out = new BytesOutput();
    folder.fold(bytes, 0, bytes.length, out);
    return new String(out.bytes(), 0, out.length(), UTF_8);
  }
}
