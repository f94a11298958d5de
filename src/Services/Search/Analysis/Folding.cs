namespace DigitalDocs.Search.Analysis;

/// <summary>Lower case without diacritics, ligatures taken apart: what people type finds what printers set.</summary>
internal static class Folding
{
    // The base letter of U+00C0 to U+024F and of U+1E00 to U+1EFF; a full stop where there is none.
    private const string Latin =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg" +
        "hhhhiiiiiiiiii..jjkk.llllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs........" +
        "..........f.............oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo" +
        "oo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss" +
        "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee" +
        "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>Writes the folded form of a character, at most three characters.</summary>
    /// <returns>How many were written; none for combining marks.</returns>
    public static int Fold(char c, Span<char> to)
    {
        if (c < 0x80)
        {
            to[0] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            return 1;
        }

        var plain = c switch
        {
            >= '\u00C0' and < '\u0250' => Latin[c - 0xC0],
            >= '\u1E00' and < '\u1F00' => LatinAdditional[c - 0x1E00],
            _ => '.',
        };
        if (plain != '.')
        {
            to[0] = plain;
            return 1;
        }

        return IsMark(c) ? 0 : FoldRare(c, to);
    }

    public static string Fold(string text)
    {
        var folded = new char[text.Length * 3];
        var length = 0;
        foreach (var c in text)
        {
            length += Fold(c, folded.AsSpan(length));
        }

        return new string(folded, 0, length);
    }

    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or '\u00AD' or '\u200B' or '\u200C' or '\u200D';

    private static int FoldRare(char c, Span<char> to)
    {
        var letters = c switch
        {
            'ß' or 'ẞ' => "ss",
            'æ' or 'Æ' => "ae",
            'œ' or 'Œ' => "oe",
            'þ' or 'Þ' => "th",
            'ĳ' or 'Ĳ' => "ij",
            'ŋ' or 'Ŋ' => "n",
            '\uFB00' => "ff",
            '\uFB01' => "fi",
            '\uFB02' => "fl",
            '\uFB03' => "ffi",
            '\uFB04' => "ffl",
            '\uFB05' or '\uFB06' => "st",
            _ => null,
        };
        if (letters is null)
        {
            to[0] = char.ToLowerInvariant(c);
            return 1;
        }

        letters.CopyTo(to);
        return letters.Length;
    }
}
