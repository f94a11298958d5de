using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>Has many dead letters of a service handled again, and says how far that is.</summary>
internal sealed class DeadLetterReplays(string service)
{
    public const int MostAtOnce = 500;
    private const int Tries = 3;

    public async Task<Results<Accepted<DeadLetterReplayDto>, ProblemHttpResult>> ReplayAllAsync(
        ReplayDeadLettersRequest request, HttpContext context, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var filter = new DeadLetterFilter(request.Handler, request.Type, request.Subject, DeadLetter.Dead);
        var failure = request is { Handler: null, Type: null }
            ? Failure.Invalid("handler", "Name a handler, a type, or both.")
            : filter.Check() ?? DeadLetterDeciding.CheckReason(request.Reason, needed: false);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        var replayId = Guid.CreateVersion7(clock.GetUtcNow());
        var dead = filter.Apply(DbOf(context.RequestServices).LettersOf(caller, null));
        var chosen = await dead.OrderBy(letter => letter.Id).Take(MostAtOnce)
            .Select(letter => new { letter.Id, letter.AgencyId }).ToListAsync(ct);
        foreach (var agency in chosen.GroupBy(letter => letter.AgencyId, letter => letter.Id))
        {
            await DecideAsync(context, agency.Key, [.. agency], replayId, request.Reason, caller, clock, ct);
        }

        context.RequestServices.GetRequiredService<ReplaySignal>().Wake();
        var left = await dead.CountAsync(letter => letter.ReplayId != replayId, ct);
        return TypedResults.Accepted(
            DeadLetterRoutes.PathOf(service, $"replays/{replayId}"), await StateAsync(context, caller, replayId, left, ct));
    }

    public async Task<Results<Ok<DeadLetterReplayDto>, ProblemHttpResult>> GetAsync(
        Guid replayId, HttpContext context, Caller caller, CancellationToken ct)
    {
        var state = await StateAsync(context, caller, replayId, 0, ct);
        return state.Total == 0 ? Failure.NotFound("replay", replayId).ToProblem() : TypedResults.Ok(state);
    }

    private async Task DecideAsync(
        HttpContext context, Guid agency, List<Guid> ids, Guid replayId, string? reason, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            await using var scope = context.ActFor(service, agency, caller);
            var db = DbOf(scope.ServiceProvider);
            foreach (var letter in await db.DeadLetters.Where(letter => ids.Contains(letter.Id)).ToListAsync(ct))
            {
                // Somebody else may have decided on it meanwhile.
                if (letter.State == DeadLetter.Dead
                    && letter.Replay(replayId, null, caller.Actor, reason, clock.GetUtcNow()) is null)
                {
                    db.Record("dead-letter.replay-asked", "dead-letter", letter.Id, details: $"replay:{replayId}");
                }
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tried < Tries)
            {
                continue;
            }
        }
    }

    private async Task<DeadLetterReplayDto> StateAsync(
        HttpContext context, Caller caller, Guid replayId, int left, CancellationToken ct)
    {
        var states = await DbOf(context.RequestServices).LettersOf(caller, null)
            .Where(letter => letter.ReplayId == replayId)
            .GroupBy(letter => letter.State).Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, ct);
        return new(
            replayId,
            states.Values.Sum(),
            states.GetValueOrDefault(DeadLetter.Replaying),
            states.GetValueOrDefault(DeadLetter.Replayed),
            states.GetValueOrDefault(DeadLetter.Dead) + states.GetValueOrDefault(DeadLetter.Discarded),
            left);
    }

    private ServiceDb DbOf(IServiceProvider services) => services.GetRequiredKeyedService<ServiceDb>(service);
}
