namespace DigitalDocs.Documents;

/// <summary>Tags are short words that people choose.</summary>
internal static class DocumentTags
{
    public const int Most = 50;
    public const int Longest = 60;

    /// <summary>Reads tags, several may stand in one value between commas.</summary>
    public static IReadOnlyList<string> Read(IEnumerable<string> values, out string? error) =>
        Check(values.SelectMany(value => value.Split(',')), out error);

    public static IReadOnlyList<string> Check(IEnumerable<string> values, out string? error)
    {
        var tags = values.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct().ToList();
        error = tags.Count > Most ? $"At most {Most} tags."
            : tags.Any(tag => tag.Length > Longest) ? $"A tag has at most {Longest} characters."
            : tags.Any(tag => tag.Any(char.IsControl)) ? "A tag has no control characters."
            : null;
        return tags;
    }
}
