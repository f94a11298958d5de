namespace DigitalDocs.Web.Components;

/// <summary>Reads the query part of the page's own address.</summary>
public static class QueryText
{
    public static string? Read(string uri, string name) => ReadAll(uri, name) is [var first, ..] ? first : null;

    public static IReadOnlyList<string> ReadAll(string uri, string name)
    {
        var query = new Uri(uri).Query;
        return
        [
            .. query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair.Length == 2 && pair[0] == name)
                .Select(pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')))
                .Where(value => value.Length > 0),
        ];
    }
}
