using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>Applies the one rule of who sees what to all documents of a state of the index.</summary>
internal static class Sight
{
    public static Bits Visible(this Visibility visibility, Columns columns)
    {
        var visible = columns.Live.Copy(columns.Count);
        if (visibility.All)
        {
            return visible;
        }

        var granted = new bool[columns.GrantSets.Count];
        foreach (var grantSet in visibility.GrantSets)
        {
            if (columns.GrantSets.Find(grantSet) is { } number && number < granted.Length)
            {
                granted[number] = true;
            }
        }

        var own = visibility.UserId == Guid.Empty ? -1 : columns.GrantSets.Find(visibility.UserId) ?? -1;
        var grantSets = columns.GrantSet;
        var owners = columns.Owner;
        foreach (var ordinal in columns.Live)
        {
            var number = grantSets[ordinal];
            if ((number >= granted.Length || !granted[number]) && owners[ordinal] != own
                && (visibility.Documents.Count == 0 || !visibility.Documents.Contains(columns.Id(ordinal))))
            {
                visible.Remove(ordinal);
            }
        }

        return visible;
    }
}
