namespace DigitalDocs.Search.Analysis;

/// <summary>The Snowball English stemmer (Porter 2): <c>mortgages</c>, <c>mortgaged</c> and <c>mortgage</c> meet.</summary>
internal static class EnglishStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly HashSet<string> KeptAfterPlural = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    };

    // Longest first: the first that ends the word decides.
    private static readonly (string Suffix, string By)[] Second =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"),
        ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
        ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string By)[] Third =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Fourth =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic",
    ];

    /// <summary>The stem of a folded word. Words with digits or other letters than a to z stay as they are.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        Span<char> buffer = stackalloc char[word.Length + 1];
        word.CopyTo(buffer);
        var stem = new Word(buffer, word.Length);
        stem.MarkConsonantY();
        stem.MarkRegions();
        stem.Plural();
        if (KeptAfterPlural.Contains(stem.Text.ToString()))
        {
            return stem.Text.ToString();
        }

        stem.PastAndGerund();
        stem.FinalY();
        stem.Replace(Second, third: false);
        stem.Replace(Third, third: true);
        stem.Remove(Fourth);
        stem.FinalEOrL();
        return stem.ToString();
    }

    private ref struct Word(Span<char> letters, int length)
    {
        private readonly Span<char> _letters = letters;
        private int _length = length;
        private int _r1;
        private int _r2;

        public readonly ReadOnlySpan<char> Text => _letters[.._length];

        public override readonly string ToString() => Text.ToString().ToLowerInvariant();

        /// <summary>A y that is a consonant is written Y until the end.</summary>
        public readonly void MarkConsonantY()
        {
            for (var i = 0; i < _length; i++)
            {
                if (_letters[i] == 'y' && (i == 0 || IsVowel(i - 1)))
                {
                    _letters[i] = 'Y';
                }
            }
        }

        public void MarkRegions()
        {
            _r1 = Text.StartsWith("gener") || Text.StartsWith("arsen") ? 5
                : Text.StartsWith("commun") ? 6
                : Region(0);
            _r2 = Region(_r1);
        }

        public void Plural()
        {
            if (Ends("sses"))
            {
                _length -= 2;
            }
            else if (Ends("ied") || Ends("ies"))
            {
                _length -= _length > 4 ? 2 : 1;
            }
            else if (Ends("s") && !Ends("us") && !Ends("ss") && HasVowel(_length - 2))
            {
                _length--;
            }
        }

        public void PastAndGerund()
        {
            if (Ends("eedly") || Ends("eed"))
            {
                var cut = Ends("eedly") ? 5 : 3;
                _length = _length - cut >= _r1 ? _length - cut + 2 : _length;
                return;
            }

            var suffix = Ends("ingly") ? 5 : Ends("edly") ? 4 : Ends("ing") ? 3 : Ends("ed") ? 2 : 0;
            if (suffix == 0 || !HasVowel(_length - suffix))
            {
                return;
            }

            _length -= suffix;
            if (Ends("at") || Ends("bl") || Ends("iz"))
            {
                _letters[_length++] = 'e';
            }
            else if (EndsDouble())
            {
                _length--;
            }
            else if (IsShort())
            {
                _letters[_length++] = 'e';
            }
        }

        public readonly void FinalY()
        {
            if (_length > 2 && _letters[_length - 1] is 'y' or 'Y' && !IsVowel(_length - 2))
            {
                _letters[_length - 1] = 'i';
            }
        }

        public void Replace((string Suffix, string By)[] rules, bool third)
        {
            foreach (var (suffix, by) in rules)
            {
                if (!Ends(suffix))
                {
                    continue;
                }

                var start = _length - suffix.Length;
                if (start >= _r1 && MayReplace(suffix, start, third))
                {
                    by.CopyTo(_letters[start..]);
                    _length = start + by.Length;
                }

                return;
            }
        }

        public void Remove(string[] suffixes)
        {
            foreach (var suffix in suffixes)
            {
                if (!Ends(suffix))
                {
                    continue;
                }

                var start = _length - suffix.Length;
                if (start >= _r2 && (suffix != "ion" || (start > 0 && _letters[start - 1] is 's' or 't')))
                {
                    _length = start;
                }

                return;
            }
        }

        public void FinalEOrL()
        {
            var last = _length - 1;
            if (Ends("e") && (last >= _r2 || (last >= _r1 && !EndsShortSyllable(last))))
            {
                _length--;
            }
            else if (Ends("ll") && last >= _r2)
            {
                _length--;
            }
        }

        private readonly bool MayReplace(string suffix, int start, bool third) => suffix switch
        {
            "ogi" => start > 0 && _letters[start - 1] == 'l',
            "li" => start > 0 && "cdeghkmnrt".Contains(_letters[start - 1]),
            "ative" when third => start >= _r2,
            _ => true,
        };

        private readonly bool Ends(string suffix) => Text.EndsWith(suffix);

        private readonly bool IsVowel(int at) => _letters[at] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

        private readonly bool HasVowel(int before)
        {
            for (var i = 0; i < before; i++)
            {
                if (IsVowel(i))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly bool EndsDouble() =>
            _length >= 2 && _letters[_length - 1] == _letters[_length - 2] && "bdfgmnprt".Contains(_letters[_length - 1]);

        private readonly bool IsShort() => _r1 >= _length && EndsShortSyllable(_length);

        private readonly bool EndsShortSyllable(int end)
        {
            if (end == 2)
            {
                return IsVowel(0) && !IsVowel(1);
            }

            return end > 2 && !IsVowel(end - 3) && IsVowel(end - 2) && !IsVowel(end - 1)
                && _letters[end - 1] is not ('w' or 'x' or 'Y');
        }

        private readonly int Region(int from)
        {
            for (var i = from + 1; i < _length; i++)
            {
                if (!IsVowel(i) && IsVowel(i - 1))
                {
                    return i + 1;
                }
            }

            return _length;
        }
    }
}
