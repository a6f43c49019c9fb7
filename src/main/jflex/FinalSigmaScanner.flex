package io.holdfast.input.text;

/**
 * Finds the capital sigmas of a text and says of each whether it ends a word, by the condition
 * Final_Sigma of the Unicode Standard (section 3.13, table 3-17) with the data of Unicode 12.1 built
 * in. Takes time linear in the text.
 */
%%

%class FinalSigmaScanner
%final
%unicode 12.1
%function nextIsFinal
%type boolean
%eofval{
  return false;
%eofval}

%xstate AFTER_CASED

%%

<YYINITIAL> {
  \u03a3                                             { yybegin(AFTER_CASED); return false; }
  \p{Cased}                                          { yybegin(AFTER_CASED); }
  [^]                                                { }
}

<AFTER_CASED> {
  \u03a3 / \p{Case_Ignorable}* \p{Cased}             { return false; }
  \u03a3                                             { return true; }
  \p{Cased} | \p{Case_Ignorable}                     { }
  [^]                                                { yybegin(YYINITIAL); }
}
