namespace DigitalDocs.Search.Analysis;

/// <summary>
/// Cuts text into folded words. A word hyphenated at a line's end is one word (its halves are found too), compounds
/// with a short part (<c>W-9</c>, <c>e-mail</c>) are also found written together, <c>$162,000.00</c> is the number 162000.
/// </summary>
internal ref struct Tokenizer
{
    /// <summary>Longer words are cut: nobody types them, and they would bloat the vocabulary.</summary>
    public const int MaxTerm = 48;

    private const int ShortPart = 4;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _buffer;
    private int _length;
    private int _next;
    private int _extras;
    private (int Start, int End) _extra1;
    private (int Start, int End) _extra2;

    /// <param name="buffer">At least <see cref="MaxTerm"/> + 3 characters.</param>
    public Tokenizer(ReadOnlySpan<char> text, Span<char> buffer)
    {
        _text = text;
        _buffer = buffer;
    }

    /// <summary>The folded word; valid until the next move.</summary>
    public readonly ReadOnlySpan<char> Term => _buffer[.._length];

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>False for another form of the word before, at the same position.</summary>
    public bool Advances { get; private set; }

    public bool MoveNext()
    {
        if (_extras > 0)
        {
            _extras--;
            (Start, End) = _extras == 0 ? _extra1 : _extra2;
            Advances = false;
            FoldRange(Start, End);
            return true;
        }

        while (_next < _text.Length && !char.IsLetterOrDigit(_text[_next]))
        {
            _next++;
        }

        if (_next >= _text.Length)
        {
            return false;
        }

        Scan();
        return true;
    }

    private void Scan()
    {
        Start = _next;
        Advances = true;
        _length = 0;
        if (IsIdeograph(_text[_next]))
        {
            Append(_text[_next++]);
        }
        else if (char.IsAsciiDigit(_text[_next]) && ScanNumber())
        {
        }
        else
        {
            ScanWord();
        }

        End = _next;
        if (_extras == 0)
        {
            NoteCompound();
        }
    }

    /// <summary>Reads grouped and decimal numbers; false when it is plain digits, which may go on as a word.</summary>
    private bool ScanNumber()
    {
        var at = Digits(_next);
        var grouped = false;
        while (at - _next <= 15 && At(at) == ',' && Digits(at + 1) == at + 4)
        {
            at += 4;
            grouped = true;
        }

        var afterDot = Start >= 2 && _text[Start - 1] == '.' && char.IsAsciiDigit(_text[Start - 2]);
        var decimals = At(at) == '.' && !afterDot ? Digits(at + 1) : at;
        var hasDecimals = decimals > at + 1 && !(At(decimals) == '.' && char.IsAsciiDigit(At(decimals + 1)));
        if (!grouped && !hasDecimals)
        {
            return false;
        }

        FoldRange(_next, at);
        _next = at;
        if (hasDecimals)
        {
            AppendDecimals(at + 1, decimals);
            _next = decimals;
        }

        return true;
    }

    private void AppendDecimals(int from, int to)
    {
        _next = to;
        while (to > from && _text[to - 1] == '0')
        {
            to--;
        }

        if (to > from)
        {
            Append('.');
            for (var i = from; i < to; i++)
            {
                Append(_text[i]);
            }
        }
    }

    private void ScanWord()
    {
        while (_next < _text.Length)
        {
            var c = _text[_next];
            if (char.IsAsciiLetterOrDigit(c))
            {
                // Nearly every letter of nearly every document: without a call.
                if (_length < MaxTerm)
                {
                    _buffer[_length++] = (char)(c | 0x20);
                }

                _next++;
            }
            else if (char.IsLetterOrDigit(c) && !IsIdeograph(c))
            {
                Append(c);
                _next++;
            }
            else if (Folding.IsMark(c))
            {
                _next++;
            }
            else if (!Joins(c))
            {
                break;
            }
        }
    }

    /// <summary>Steps over an apostrophe inside a word, a possessive's end, or a hyphen at a line's end.</summary>
    private bool Joins(char c)
    {
        if (c is '\'' or '’' && char.IsLetter(At(_next + 1)))
        {
            var possessive = At(_next + 1) is 's' or 'S' && !char.IsLetterOrDigit(At(_next + 2));
            _next += possessive ? 2 : 1;
            return !possessive;
        }

        if (c is '-' or '\u2010' && _next > Start && char.IsLetter(_text[_next - 1]) && LineGoesOnAt(_next + 1) is { } on)
        {
            var end = on;
            while (char.IsLetterOrDigit(At(end)))
            {
                end++;
            }

            _extra1 = (Start, _next);
            _extra2 = (on, end);
            _extras = 2;
            _next = on;
            return true;
        }

        return false;
    }

    private readonly int? LineGoesOnAt(int at)
    {
        var lines = 0;
        while (At(at) is ' ' or '\r' or '\n')
        {
            lines += At(at) == '\n' ? 1 : 0;
            at++;
        }

        return lines == 1 && char.IsLower(At(at)) ? at : null;
    }

    private void NoteCompound()
    {
        if (At(_next) is not ('-' or '\u2010' or '\u2011') || !char.IsLetterOrDigit(At(_next + 1)))
        {
            return;
        }

        var end = _next + 1;
        var letters = false;
        while (char.IsLetterOrDigit(At(end)))
        {
            letters |= char.IsLetter(At(end++));
        }

        letters |= char.IsLetter(_text[Start]);
        var second = end - _next - 1;
        if (letters && end - Start <= 24 && (_next - Start <= ShortPart || second <= ShortPart))
        {
            _extra1 = (Start, end);
            _extras = 1;
        }
    }

    private void FoldRange(int start, int end)
    {
        _length = 0;
        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(_text[i]))
            {
                Append(_text[i]);
            }
        }
    }

    private void Append(char c)
    {
        if (_length < MaxTerm)
        {
            _length += Folding.Fold(c, _buffer[_length..]);
        }
    }

    private readonly int Digits(int at)
    {
        while (char.IsAsciiDigit(At(at)))
        {
            at++;
        }

        return at;
    }

    private readonly char At(int at) => at < _text.Length ? _text[at] : '\0';

    private static bool IsIdeograph(char c) =>
        c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
