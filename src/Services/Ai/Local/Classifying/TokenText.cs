using System.Text;
using DigitalDocs.Ai.Local.Reading;

namespace DigitalDocs.Ai.Local.Classifying;

/// <summary>Words of a page in lower case without punctuation, one space between them, each with its line.</summary>
internal sealed class TokenText
{
    private readonly StringBuilder _text = new();
    private readonly List<Token> _tokens = [];

    public TokenText(PageView page, int maxWords)
    {
        foreach (var word in page.Words.Take(maxWords))
        {
            Add(word.Text, word.Line, word.Box[3], word.Box[1]);
        }

        Text = _text.ToString();
    }

    public string Text { get; }

    public IReadOnlyList<Token> Tokens => _tokens;

    private void Add(string word, int line, double height, double top)
    {
        var start = -1;
        foreach (var c in word)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (start < 0)
                {
                    if (_text.Length > 0)
                    {
                        _text.Append(' ');
                    }

                    start = _text.Length;
                }

                _text.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’' or '`' or ',') && start >= 0)
            {
                Close(word, start, line, height, top);
                start = -1;
            }
        }

        if (start >= 0)
        {
            Close(word, start, line, height, top);
        }
    }

    private void Close(string word, int start, int line, double height, double top)
    {
        var isUpper = word.Any(char.IsAsciiLetterUpper) && !word.Any(char.IsAsciiLetterLower);
        _tokens.Add(new Token(start, _text.Length, line, height, top, isUpper));
    }
}

/// <summary>A token as a slice of its text.</summary>
internal readonly record struct Token(int Start, int End, int Line, double Height, double Top, bool IsUpper);
