using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>What a caller may see within the agency.</summary>
/// <param name="All">Everything; the sets do not matter.</param>
/// <param name="Documents">Documents shared one by one.</param>
internal sealed record SearchScope(bool All, IReadOnlySet<Guid> GrantSets, IReadOnlySet<Guid> Documents)
{
    public static SearchScope Everything { get; } = new(true, new HashSet<Guid>(), new HashSet<Guid>());

    /// <summary>The documents of a state of the index that the caller may see.</summary>
    public Bits Visible(Columns columns)
    {
        var visible = columns.Live.Copy(columns.Count);
        if (All)
        {
            return visible;
        }

        var granted = new bool[columns.GrantSets.Count];
        foreach (var grantSet in GrantSets)
        {
            if (columns.GrantSets.Find(grantSet) is { } number && number < granted.Length)
            {
                granted[number] = true;
            }
        }

        var grantSets = columns.GrantSet;
        foreach (var ordinal in columns.Live)
        {
            var number = grantSets[ordinal];
            if ((number >= granted.Length || !granted[number])
                && (Documents.Count == 0 || !Documents.Contains(columns.Id(ordinal))))
            {
                visible.Remove(ordinal);
            }
        }

        return visible;
    }
}
