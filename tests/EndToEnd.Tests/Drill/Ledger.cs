using System.Collections.Concurrent;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>A document that a client was told is safe, and what it was told of it since.</summary>
internal sealed class Told(Guid id, string sha256, string agency, string name)
{
    public Guid Id => id;

    public string Sha256 => sha256;

    public string Agency => agency;

    public string Name => name;

    /// <summary>Shares that were made; each has its own number as the most openings.</summary>
    public int Shares { get; set; }

    /// <summary>Changes that were acknowledged; only the client that uploaded it makes any.</summary>
    public int Edits { get; set; }

    /// <summary>The tag that the last change set.</summary>
    public string? Tag { get; set; }
}

/// <summary>Everything the clients were told, and every answer that no document foresees.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);

    public ConcurrentDictionary<Guid, Told> Documents { get; } = new();

    public ConcurrentQueue<string> Undocumented { get; } = new();

    /// <summary>How often each kind of answer was given.</summary>
    public IEnumerable<string> Answers => _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value} × {answer.Key}");

    public void Count(string answer) => _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
}
