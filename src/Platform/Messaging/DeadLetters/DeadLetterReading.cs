using System.Text.Json;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>Shows the dead letters of one service.</summary>
internal sealed class DeadLetterReading(string service)
{
    public async Task<Results<Ok<DeadLetterPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] DeadLetterFilter filter, HttpContext context, Cursors cursors, Caller caller, CancellationToken ct)
    {
        if ((cursors.Read<DeadLetterPosition>(filter.Limit, filter.Cursor, out var take, out var position)
            ?? filter.Check()) is { } failure)
        {
            return failure.ToProblem();
        }

        var letters = filter.Apply(DbOf(context).LettersOf(caller, filter.Scope).AsNoTracking());
        if (position is { Before: var before })
        {
            letters = letters.Where(letter => letter.Id.CompareTo(before) < 0);
        }

        var found = await letters.OrderByDescending(letter => letter.Id).Take(take + 1).ToListAsync(ct);
        var items = found.Take(take).Select(letter => ToItem(letter)).ToList();
        var next = found.Count > take ? cursors.Seal(new DeadLetterPosition(items[^1].Id)) : null;
        return TypedResults.Ok(new DeadLetterPage(items, next, []));
    }

    public async Task<Ok<DeadLetterCounts>> CountAsync(
        string? scope, HttpContext context, Caller caller, CancellationToken ct)
    {
        var counts = await DbOf(context).LettersOf(caller, scope)
            .Where(letter => letter.State == DeadLetter.Dead || letter.State == DeadLetter.Replaying)
            .GroupBy(letter => new { letter.Handler, letter.Type })
            .Select(group => new
            {
                group.Key.Handler,
                group.Key.Type,
                Dead = group.Count(letter => letter.State == DeadLetter.Dead),
                All = group.Count(),
            })
            .OrderBy(group => group.Handler).ThenBy(group => group.Type).ToListAsync(ct);
        return TypedResults.Ok(new DeadLetterCounts(
            [.. counts.Select(count => new DeadLetterCount(
                service, count.Handler, count.Type, count.Dead, count.All - count.Dead))],
            []));
    }

    public async Task<Results<Ok<DeadLetterDto>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext context, Caller caller, CancellationToken ct)
    {
        if (await DbOf(context).LettersOf(caller, null).AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, ct)
            is not { } letter)
        {
            return Failure.NotFound("dead letter", id).ToProblem();
        }

        // The payload tells of the agency's business: whoever looks at it is remembered.
        await using var scope = context.ActFor(service, letter.AgencyId, caller);
        var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service);
        db.Record("dead-letter.viewed", "dead-letter", id);
        await db.SaveChangesAsync(ct);
        var attempts = await db.FailedAttempts.AsNoTracking()
            .Where(attempt => attempt.Handler == letter.Handler && attempt.EventId == letter.EventId)
            .OrderBy(attempt => attempt.Id).ToListAsync(ct);
        Etag.Set(context, letter.Revision);
        return TypedResults.Ok(ToDto(letter, attempts));
    }

    public DeadLetterItem ToItem(DeadLetter letter) => new(
        letter.Id, service, letter.Handler, letter.Type, letter.Subject, AgencyOf(letter), letter.State, letter.Attempts,
        letter.LastError, letter.FirstFailedAt, letter.LastFailedAt, letter.BuriedAt, letter.DecidedBy, letter.DecidedAt,
        letter.Reason, letter.ReplayId);

    private ServiceDb DbOf(HttpContext context) => context.RequestServices.GetRequiredKeyedService<ServiceDb>(service);

    private DeadLetterDto ToDto(DeadLetter letter, IEnumerable<FailedAttempt> attempts) => new(
        ToItem(letter),
        new DeadEvent(
            letter.EventId, letter.Type, letter.Source, letter.Subject, letter.Time, AgencyOf(letter), letter.Actor,
            letter.TraceParent),
        Parse(letter.Data),
        letter.EditedData is { } edited ? Parse(edited) : null,
        [.. attempts.Select(attempt => new FailedAttemptDto(
            attempt.Attempt,
            attempt.Replay,
            attempt.At,
            [.. ErrorChain.FromJson(attempt.Errors).Links.Select(link =>
                new FailedAttemptError(link.Type, link.Message, link.Where))]))],
        letter.Revision);

    private static Guid? AgencyOf(DeadLetter letter) => letter.AgencyId == Guid.Empty ? null : letter.AgencyId;

    // What cannot even be read is shown as the text it is: that may be why it died.
    private static JsonElement Parse(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(data, WireJson.Options);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(data, WireJson.Options);
        }
    }
}
