package io.holdfast.input.text;

/**
 * Cuts text into the default word segments of Unicode Standard Annex 29, with the data of Unicode
 * 12.1 built in, and says of each whether it is a word. The text must hold no white space.
 *
 * <p>A segment is a word if a letter or a number is in it, or a mark that has nothing before it to
 * stand on. A mark on a symbol, such as the one that makes a heart an emoji, does not make a word
 * of it. No dictionary is used: each letter of Thai, Lao, Khmer or Burmese, each Han and each
 * Hiragana character is a segment, together with the marks behind it.
 */
%%

%class WordScanner
%final
%unicode 12.1
%function next
%type int
%eofval{
  return END;
%eofval}

%{
  /** A segment that is a word. */
  static final int WORD = 1;

  /** A segment, or a part of one, that is not. */
  static final int OTHER = 0;

  /** Behind the last segment. */
  static final int END = -1;

  /** Returns the length in UTF-8 of what was just found. */
  int byteLength() {
    int bytes = 0;
    for (int i = zzStartRead; i < zzMarkedPos; i++) {
      char c = zzBuffer[i];
      // Half of a surrogate pair stands for half of four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
%}

// WB4: what belongs to the character before it.
Tail = [\p{WB:Extend}\p{WB:Format}\p{WB:ZWJ}]*

ALetter = \p{WB:ALetter} {Tail}
Hebrew = \p{WB:Hebrew_Letter} {Tail}
Digit = \p{WB:Numeric} {Tail}
Katakana = \p{WB:Katakana} {Tail}
Joiner = \p{WB:ExtendNumLet} {Tail}
MidLetter = [\p{WB:MidLetter}\p{WB:MidNumLet}\p{WB:Single_Quote}] {Tail}
MidNumber = [\p{WB:MidNum}\p{WB:MidNumLet}\p{WB:Single_Quote}] {Tail}
SingleQuote = \p{WB:Single_Quote} {Tail}
DoubleQuote = \p{WB:Double_Quote} {Tail}
Flag = \p{WB:Regional_Indicator} {Tail}

// WB5 to WB7c: letters.
HebrewPart = {Hebrew} ({DoubleQuote} {Hebrew})*
LetterPart = {ALetter} | {HebrewPart}
MoreLetters = ({MidLetter}? {LetterPart})*
Letters = {LetterPart} {MoreLetters}
// WB8, WB11, WB12: numbers. WB9, WB10: both together.
Digits = {Digit} ({MidNumber}? {Digit})*
Mixed = ({Letters} | {Digits})*
// WB13 to WB13b: Katakana, and what joins anything.
Body = ({Letters} | {Digits})+ | {Katakana}+
// WB7a: the single quote that may end a segment, but not join it with a number.
QuoteEnd = {Mixed} ({Letters} {MidLetter})? {HebrewPart} {SingleQuote}
Rest = ({Joiner}+ {Body})* ({Joiner}* | {Joiner}+ {QuoteEnd})
Segment = {Joiner}* ({Body} {Rest} | {QuoteEnd})

// WB3c: pictures joined with U+200D. Some pictures are letters, and go on as letters do.
Picture = \u200d [\p{Extended_Pictographic}--\p{WB:ALetter}] {Tail}
PictureLetters = \u200d [\p{Extended_Pictographic}&&\p{WB:ALetter}] {Tail} {MoreLetters}
PictureEnd = ({MidLetter}? | {Mixed} ({Letters} {MidLetter})?) {HebrewPart} {SingleQuote}
PictureWord = {PictureLetters} ({Mixed} {Rest} | {PictureEnd})
Pictures = ({Picture} | {PictureWord})*

// WB999: what stands alone. Other letters and numbers make words.
Joinable = [\p{WB:ALetter}\p{WB:Hebrew_Letter}\p{WB:Numeric}\p{WB:Katakana}]
Lone = [[\p{L}\p{N}]--[{Joinable}\p{WB:Extend}]]
LoneMark = {Tail} [\p{M}[\p{L}&&\p{WB:Extend}]]
Symbol = [^] {Tail} | {Joiner}+ | {Flag} {Flag}

%%

{Segment} {Pictures}                          { return WORD; }
({Lone} | {LoneMark}) {Tail} {Pictures}       { return WORD; }
{Symbol}? {Picture}* {PictureWord} {Pictures} { return WORD; }
{Symbol} {Picture}* | {Picture}+              { return OTHER; }
