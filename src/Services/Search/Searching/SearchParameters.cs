using System.Globalization;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Querying;

namespace DigitalDocs.Search.Searching;

/// <summary>The query string of a search. Lists are parted by commas.</summary>
/// <param name="Q">In the query language: words, "phrases", -not, field:value, a OR b, begin*.</param>
/// <param name="Class">Class codes.</param>
/// <param name="TransactionId">Transactions.</param>
/// <param name="From">Created from: a day or a time.</param>
/// <param name="To">Created until: a day (all of it) or a time.</param>
/// <param name="Facets">class, transaction, month, tag.</param>
/// <param name="Sort">relevance, newest or oldest.</param>
internal sealed record SearchParameters(
    string? Q,
    string? Class,
    string? TransactionId,
    string? Tag,
    string? From,
    string? To,
    string? Facets,
    string? Sort,
    string? Cursor,
    int? Limit)
{
    private const int LongestQuery = 1000;

    public Failure? Read(Cursors cursors, Caller caller, out SearchQuery? query)
    {
        query = null;
        var errors = new Dictionary<string, string[]>();
        var transactions = List(TransactionId).ConvertAll(id => Guid.TryParse(id, out var guid) ? guid : (Guid?)null);
        var facets = List(Facets);
        var from = Time(From, endOfDay: false);
        var to = Time(To, endOfDay: true);
        Check("q", (Q?.Length ?? 0) <= LongestQuery, $"At most {LongestQuery} characters.");
        Check("transactionId", !transactions.Contains(null), "Not an id.");
        Check("facets", facets.TrueForAll(Querying.Facets.Known.Contains), $"Known: {string.Join(", ", Querying.Facets.Known)}.");
        Check("from", From is null || from is not null, "Not a day or time: 2024-03-31 or 2024-03-31T12:00:00Z.");
        Check("to", To is null || to is not null, "Not a day or time: 2024-03-31 or 2024-03-31T12:00:00Z.");
        Check("sort", Order() is not null, "Known: relevance, newest, oldest.");
        if (errors.Count > 0)
        {
            return Failure.Invalid(errors);
        }

        if (cursors.Read<SearchPosition>(Limit, Cursor, out var take, out var after) is { } failure)
        {
            return failure;
        }

        query = new SearchQuery(caller.AgencyId, caller.Visibility, Q)
        {
            Filter = new SearchFilter(List(Class), transactions.ConvertAll(id => id!.Value), List(Tag), from, to),
            Facets = facets,
            Order = Order()!.Value,
            Limit = take,
            After = after,
        };
        return null;

        void Check(string field, bool isRight, string message)
        {
            if (!isRight)
            {
                errors[field] = [message];
            }
        }
    }

    private SearchOrder? Order() => Sort switch
    {
        null or "" or "relevance" => SearchOrder.Relevance,
        "newest" => SearchOrder.Newest,
        "oldest" => SearchOrder.Oldest,
        _ => null,
    };

    private static List<string> List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static DateTimeOffset? Time(string? text, bool endOfDay)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return endOfDay ? start.AddDays(1).AddMilliseconds(-1) : start;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
