using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.Api;

/// <summary>A list that a page shows piece by piece.</summary>
/// <param name="key">By what an item is known again: while somebody reads on, items move from one piece to the next.</param>
public sealed class Listing<T>(Func<T, object> key)
{
    private const int Piece = 50;
    private const int Most = 200;

    /// <summary>Null until the first answer; empty too when that was a refusal.</summary>
    public List<T>? Items { get; private set; }

    /// <summary>Where the next piece begins; null when there is none.</summary>
    public string? Cursor { get; private set; }

    /// <summary>As many as are shown, so that a live update does not fold the list.</summary>
    public int Limit => Math.Clamp(Items?.Count ?? 0, Piece, Most);

    /// <summary>Shows the list from its beginning; what is shown stays if the answer is a refusal.</summary>
    /// <returns>The refusal.</returns>
    public Problem? Begin(Answer<Page<T>> answer)
    {
        if (answer.Succeeded)
        {
            Items = [.. answer.Value.Items];
            Cursor = answer.Value.NextCursor;
        }

        Items ??= [];
        return answer.Problem;
    }

    /// <summary>Adds the next piece, unless the list it belongs to was forgotten while it was on its way.</summary>
    /// <returns>The refusal.</returns>
    public Problem? GoOn(Answer<Page<T>> answer)
    {
        if (answer.Succeeded && Items is { } items)
        {
            var shown = items.Select(key).ToHashSet();
            items.AddRange(answer.Value.Items.Where(item => shown.Add(key(item))));
            Cursor = answer.Value.NextCursor;
        }

        return answer.Problem;
    }

    /// <summary>Forgets everything, because another list is wanted.</summary>
    public void Clear() => (Items, Cursor) = (null, null);
}
