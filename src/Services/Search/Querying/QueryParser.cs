using DigitalDocs.Search.Analysis;

namespace DigitalDocs.Search.Querying;

/// <summary>
/// Reads the query language for people: words, "phrases", <c>-not</c>, <c>field:value</c>, <c>a OR b</c>, <c>begin*</c>.
/// Whatever is typed means something; only a field that nobody knows is refused.
/// </summary>
internal sealed class QueryParser(Func<string, bool> isField, Func<IReadOnlyList<string>> fields)
{
    /// <summary>So many plain words must all be there; longer questions are answered by any, the best first.</summary>
    private const int AllOfUpTo = 4;

    private const int MostClauses = 64;

    private string _text = "";
    private int _at;

    /// <summary>The query, or why it is none.</summary>
    public (QueryNode? Query, QueryProblem? Problem) Parse(string? text)
    {
        (_text, _at) = (text ?? "", 0);
        var words = new List<QueryNode>();
        var must = new List<QueryNode>();
        var either = false;
        while (SkipSpace() && words.Count + must.Count < MostClauses)
        {
            if (TakeWord("OR"))
            {
                either = words.Count + must.Count > 0;
                continue;
            }

            if (!TakeWord("AND"))
            {
                var (clause, isWord, problem) = Clause();
                if (problem is not null)
                {
                    return (null, problem);
                }

                Place(clause, isWord, either, words, must);
                either = false;
            }
        }

        return (Build(words, must), null);
    }

    private static void Place(QueryNode? clause, bool isWord, bool either, List<QueryNode> words, List<QueryNode> must)
    {
        if (clause is null)
        {
            return;
        }

        var list = isWord && (!either || words.Count > 0) ? words : must;
        if (either && list.Count > 0)
        {
            list[^1] = list[^1] is AnyNode any ? new AnyNode([.. any.Nodes, clause]) : new AnyNode([list[^1], clause]);
        }
        else
        {
            list.Add(clause);
        }
    }

    private static QueryNode Build(List<QueryNode> words, List<QueryNode> must)
    {
        // Words that say nothing are asked for only when nothing else is.
        var telling = words.Where(word => word is not WordNode { IsPrefix: false } plain || !StopWords.Contains(plain.Word)).ToList();
        words = telling.Count > 0 || must.Exists(node => node is not NotNode) ? telling : words;
        if (words.Count > 0)
        {
            var least = words.Count <= AllOfUpTo ? words.Count : 1;
            must.Insert(0, words.Count == 1 ? words[0] : new SomeNode(words, least));
        }

        return must.Count switch
        {
            0 => new EverythingNode(),
            1 when must[0] is not NotNode => must[0],
            _ => new AllNode(must),
        };
    }

    private (QueryNode? Node, bool IsWord, QueryProblem? Problem) Clause()
    {
        var not = _text[_at] == '-' && _at + 1 < _text.Length && !char.IsWhiteSpace(_text[_at + 1]);
        _at += not ? 1 : 0;
        var (node, isWord, problem) = Positive();
        return (not && node is not null ? new NotNode(node) : node, isWord && !not, problem);
    }

    private (QueryNode? Node, bool IsWord, QueryProblem? Problem) Positive()
    {
        if (IsQuote(_text[_at]))
        {
            var at = _at;
            var words = QueryWords.Of(Quoted());
            return (Phrase(words, at.._at), false, null);
        }

        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !IsQuote(_text[_at]) && !IsFieldEnd(start))
        {
            _at++;
        }

        if (IsFieldEnd(start))
        {
            var field = _text[start.._at++];
            return Field(field, IsQuote(_text[_at]) ? Quoted() : Bare());
        }

        var piece = _text[start.._at];
        var nodes = QueryWords.Plain(piece.TrimEnd('*'), start, piece.Length > 2 && piece.EndsWith('*')).ToList();
        return (nodes.Count == 0 ? null : nodes[0], true, null);
    }

    private static QueryNode? Phrase(List<string> words, Range at) => words.Count switch
    {
        0 => null,
        1 => new WordNode(words[0], at),
        _ => new PhraseNode(words, at),
    };

    private (QueryNode?, bool, QueryProblem?) Field(string field, string value)
    {
        var (node, problem) = new FieldQuery(isField, fields).Read(field, value);
        return (node, false, problem);
    }

    // A colon ends a field's name when a value follows at once: "Re: closing" and "https://…" are words.
    private bool IsFieldEnd(int start)
    {
        return _at > start && _at + 1 < _text.Length && _text[_at] == ':' && char.IsLetter(_text[start])
            && !char.IsWhiteSpace(_text[_at + 1]) && _text[_at + 1] != '/'
            && !_text.AsSpan(start, _at - start).ContainsAnyExcept(FieldLetters);
    }

    private static readonly System.Buffers.SearchValues<char> FieldLetters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary>What stands between quotes; to the end when the second is missing.</summary>
    private string Quoted()
    {
        var start = ++_at;
        while (_at < _text.Length && !IsQuote(_text[_at]))
        {
            _at++;
        }

        var quoted = _text[start.._at];
        _at = Math.Min(_at + 1, _text.Length);
        return quoted;
    }

    private string Bare()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length;
    }

    private bool TakeWord(string word)
    {
        var end = _at + word.Length;
        if (!_text.AsSpan(_at).StartsWith(word) || (end < _text.Length && !char.IsWhiteSpace(_text[end])))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';
}
