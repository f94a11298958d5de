using System.Text;

namespace DigitalDocs.Search.Analysis;

/// <summary>Takes run-together names apart: <c>ClosingDisclosure2024</c> is found by each of its words.</summary>
internal static class WordParts
{
    public static string Apart(string text)
    {
        var apart = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && IsBoundary(text[i - 1], text[i]))
            {
                apart.Append(' ');
            }

            apart.Append(text[i]);
        }

        return apart.ToString();
    }

    private static bool IsBoundary(char before, char c) =>
        (char.IsLower(before) && char.IsUpper(c))
        || (char.IsLetter(before) && char.IsDigit(c))
        || (char.IsDigit(before) && char.IsLetter(c));
}
