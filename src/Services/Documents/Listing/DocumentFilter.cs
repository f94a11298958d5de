using System.Globalization;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace DigitalDocs.Documents;

/// <summary>Which documents a list shows.</summary>
/// <param name="Status">One or several, between commas; likewise <paramref name="Class"/>.</param>
/// <param name="From">A time, or a day, from which on documents were made.</param>
/// <param name="To">A time (not included), or a day (included).</param>
/// <param name="Q">Part of the name, in any case.</param>
internal sealed record DocumentFilter(
    Guid? TransactionId,
    [property: FromQuery(Name = "class")] string? Class,
    string? Tag,
    string? Status,
    string? From,
    string? To,
    string? Q,
    string? Sort,
    int? Limit,
    string? Cursor)
{
    public Failure? Check(ListPosition? position)
    {
        var errors = new Dictionary<string, string[]>();
        Expect("class", Split(Class).All(ClassCodes.All.Contains), "This class is not known.");
        Expect("status", Split(Status).All(DocumentStatus.All.Contains), "This status is not known.");
        Expect("from", From is null || Time(From, dayEnds: false) is not null, "A time as RFC 3339, or a day.");
        Expect("to", To is null || Time(To, dayEnds: true) is not null, "A time as RFC 3339, or a day.");
        Expect("q", Q is null or { Length: <= FileName.Longest }, $"At most {FileName.Longest} characters.");
        Expect("sort", DocumentSort.Of(Sort) is not null, $"One of {string.Join(", ", DocumentSort.Names)}.");
        Expect(
            "cursor",
            position is null || position.Sort == (Sort ?? DocumentSort.Default),
            "The cursor belongs to another order.");
        return errors.Count == 0 ? null : Failure.Invalid(errors);

        void Expect(string name, bool holds, string message)
        {
            if (!holds)
            {
                errors[name] = [message];
            }
        }
    }

    public IQueryable<Document> Apply(IQueryable<Document> documents)
    {
        if (TransactionId is { } transaction)
        {
            documents = documents.Where(document => document.TransactionId == transaction);
        }

        if (Split(Class) is { Length: > 0 } classes)
        {
            documents = documents.Where(document => classes.Contains(document.ClassCode));
        }

        if (Split(Status) is { Length: > 0 } statuses)
        {
            documents = documents.Where(document => statuses.Contains(document.Status));
        }

        if (Tag is { Length: > 0 } tag)
        {
            var pattern = Document.TagPattern(tag);
            documents = documents.Where(document => document.TagList.Contains(pattern));
        }

        if (Q is { Length: > 0 } q)
        {
            var part = q.ToLowerInvariant();
            documents = documents.Where(document => document.NameKey.Contains(part));
        }

        return Between(documents);
    }

    private static string[] Split(string? values) =>
        values?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTimeOffset? Time(string text, bool dayEnds)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day < DateOnly.MaxValue)
        {
            return new DateTimeOffset((dayEnds ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
    }

    private IQueryable<Document> Between(IQueryable<Document> documents)
    {
        if (From is not null && Time(From, dayEnds: false) is { } from)
        {
            documents = documents.Where(document => document.CreatedAt >= from);
        }

        if (To is not null && Time(To, dayEnds: true) is { } to)
        {
            documents = documents.Where(document => document.CreatedAt < to);
        }

        return documents;
    }
}
