using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Search;

/// <summary>How documents are searched.</summary>
public sealed class SearchOptions
{
    public const string Section = "Search";

    public const string Embedded = "embedded";

    /// <summary><c>embedded</c>: an index in the data folder.</summary>
    [OneOf(Embedded)]
    public string Provider { get; set; } = Embedded;

    /// <summary>A search answers with what it has after this many milliseconds, and says so.</summary>
    [Range(50, 30_000)]
    public int CutOffMilliseconds { get; set; } = 500;

    /// <summary>How many of their own searches people are shown again.</summary>
    [Range(1, 200)]
    public int RecentSearches { get; set; } = 20;
}
