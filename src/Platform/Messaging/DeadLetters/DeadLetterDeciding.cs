using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>What a person decides about one dead letter of a service.</summary>
internal sealed class DeadLetterDeciding(string service)
{
    public const int ShortestReason = 3;
    public const int LongestReason = 500;

    public async Task<Results<Accepted<DeadLetterItem>, ProblemHttpResult>> ReplayAsync(
        Guid id, ReplayDeadLetterRequest request, HttpContext context, Caller caller,
        IEnumerable<HandlerBinding> bindings, TimeProvider clock, CancellationToken ct)
    {
        if (CheckReason(request.Reason, needed: false) is { } bad)
        {
            return bad.ToProblem();
        }

        var edited = request.Payload?.GetRawText();
        var replayId = Guid.CreateVersion7(clock.GetUtcNow());
        var (letter, failure) = await DecideAsync(id, context, caller, Decide, ct);
        if (letter is null)
        {
            return failure!.ToProblem();
        }

        context.RequestServices.GetRequiredService<ReplaySignal>().Wake();
        return TypedResults.Accepted(
            DeadLetterRoutes.PathOf(service, $"replays/{replayId}"), new DeadLetterReading(service).ToItem(letter));

        Failure? Decide(DeadLetter decided, ServiceDb db)
        {
            if (bindings.FirstOrDefault(binding => binding.Group == decided.Handler) is not { } binding)
            {
                return new Failure(
                    "handler_gone", 409, $"This version has no handler {decided.Handler} any more. Discard the dead letter.");
            }

            var refused = (edited is null ? null : binding.Read(edited).Check(decided))
                ?? decided.Replay(replayId, edited, caller.Actor, request.Reason, clock.GetUtcNow());
            if (refused is null)
            {
                db.Record("dead-letter.replay-asked", "dead-letter", id, details: edited is null ? "as it was" : "corrected");
            }

            return refused;
        }
    }

    public async Task<Results<Ok<DeadLetterItem>, ProblemHttpResult>> DiscardAsync(
        Guid id, DiscardDeadLetterRequest request, HttpContext context, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        if (CheckReason(request.Reason, needed: true) is { } bad)
        {
            return bad.ToProblem();
        }

        var (letter, failure) = await DecideAsync(id, context, caller, Decide, ct);
        return letter is null
            ? failure!.ToProblem()
            : TypedResults.Ok(new DeadLetterReading(service).ToItem(letter));

        Failure? Decide(DeadLetter decided, ServiceDb db)
        {
            var refused = decided.Discard(caller.Actor, request.Reason.Trim(), clock.GetUtcNow());
            if (refused is null)
            {
                db.Record("dead-letter.discarded", "dead-letter", id);
            }

            return refused;
        }
    }

    public static Failure? CheckReason(string? reason, bool needed)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return needed ? Failure.Invalid("reason", "Say why, for those who ask later.") : null;
        }

        return reason.Trim().Length is < ShortestReason or > LongestReason || reason.Any(char.IsControl)
            ? Failure.Invalid("reason", $"{ShortestReason} to {LongestReason} characters on one line.")
            : null;
    }

    // The letter, its decision and the journal are one transaction of the letter's agency.
    private async Task<(DeadLetter? Letter, Failure? Failure)> DecideAsync(
        Guid id, HttpContext context, Caller caller, Func<DeadLetter, ServiceDb, Failure?> decide, CancellationToken ct)
    {
        var visible = await context.RequestServices.GetRequiredKeyedService<ServiceDb>(service).LettersOf(caller, null)
            .Where(letter => letter.Id == id).Select(letter => new { letter.AgencyId }).SingleOrDefaultAsync(ct);
        if (visible is null)
        {
            return (null, Failure.NotFound("dead letter", id));
        }

        await using var scope = context.ActFor(service, visible.AgencyId, caller);
        var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service);
        var letter = await db.DeadLetters.SingleAsync(found => found.Id == id, ct);
        if ((Etag.CheckIfMatch(context, letter.Revision) ?? decide(letter, db)) is { } refused)
        {
            return (null, refused);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, Failure.PreconditionFailed());
        }

        Etag.Set(context, letter.Revision);
        return (letter, null);
    }
}
