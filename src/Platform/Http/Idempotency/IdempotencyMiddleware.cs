using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Http.Idempotency;

/// <summary>
/// Answers a repeated request with the kept answer of the first. The key stands for the caller, the route and what
/// was asked; another body under the same key is refused, and so is a repetition while the first still runs.
/// </summary>
internal sealed class IdempotencyMiddleware(
    RequestDelegate next, IServiceScopeFactory scopes, FieldCipher cipher, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int LargestBodyKept = 1 << 20;

    // A request whose process died must not block its key for long. One that still runs after all is refused when it
    // commits: the repetition was faster.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context, Caller caller)
    {
        var endpoint = context.GetEndpoint();
        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0
            || endpoint?.Metadata.GetMetadata<IdempotentRoute>() is null
            || endpoint.Metadata.GetMetadata<ServiceOwner>() is not { } owner)
        {
            await next(context);
            return;
        }

        if (key.Length > LongestKey)
        {
            await Failure.Invalid(Header, $"At most {LongestKey} characters.").ToProblem().ExecuteAsync(context);
            return;
        }

        var keyHash = Hash($"{caller.Actor}\n{caller.AgencyId}\n{context.Request.Method}\n{context.Request.Path}\n{key}");
        var requestHash = await RequestFingerprint.OfAsync(context.Request);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(owner.Service);
        if (await BeginAsync(db, keyHash, requestHash, context.RequestAborted) is { } kept)
        {
            await ReplayAsync(context, kept, requestHash);
            return;
        }

        caller.Running = new RunningRequest(db.GetType(), keyHash);
        await RunAsync(context, db, keyHash);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Failure StillRunning() =>
        new("still_running", 409, "The first request with this Idempotency-Key is still running.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };

    private static Failure AlreadyDone() => new(
        "already_done", 409,
        "The first request with this Idempotency-Key was carried out, but its answer was lost. Look at what is there.");

    // Answers may hold what is shown only once, such as a share link: they are kept sealed.
    private static FieldPlace PlaceOf(string keyHash) =>
        new(AgencyKeys.Installation, "idempotent_answers", "body", new Guid(Convert.FromHexString(keyHash.AsSpan(0, 32))));

    private async Task ReplayAsync(HttpContext context, IdempotentAnswer kept, string requestHash)
    {
        if (kept.RequestHash != requestHash)
        {
            await new Failure("idempotency_key_reused", 422, "This Idempotency-Key was used for another request.")
                .ToProblem().ExecuteAsync(context);
            return;
        }

        if (kept.Status is 0 or IdempotentAnswer.CarriedOut)
        {
            await (kept.Status == 0 ? StillRunning() : AlreadyDone()).ToProblem().ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = kept.Status;
        context.Response.ContentType = kept.ContentType;
        context.Response.Headers["Idempotent-Replayed"] = "true";
        if (kept.Location is not null)
        {
            context.Response.Headers.Location = kept.Location;
        }

        if (kept.Body is { Length: > 0 } body)
        {
            await context.Response.WriteAsync(
                cipher.Open(PlaceOf(kept.KeyHash), Encoding.ASCII.GetString(body)), context.RequestAborted);
        }
    }

    /// <returns>The answer or running request that is there already; null when the key is ours now.</returns>
    private async Task<IdempotentAnswer?> BeginAsync(ServiceDb db, string keyHash, string requestHash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.IdempotentAnswers.Where(answer => answer.KeyHash == keyHash && answer.ExpiresAt < now)
            .ExecuteDeleteAsync(ct);
        if (await db.IdempotentAnswers.AsNoTracking().FirstOrDefaultAsync(answer => answer.KeyHash == keyHash, ct) is { } kept)
        {
            return kept;
        }

        db.IdempotentAnswers.Add(new IdempotentAnswer
        {
            KeyHash = keyHash,
            RequestHash = requestHash,
            ExpiresAt = now + LongestRun,
        });
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException exception)
        {
            // Another request with the key came first: its row is the answer. Anything else is a real fault.
            db.ChangeTracker.Clear();
            return await db.IdempotentAnswers.AsNoTracking().FirstOrDefaultAsync(answer => answer.KeyHash == keyHash, ct)
                ?? throw new InvalidOperationException("The Idempotency-Key could not be kept.", exception);
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(entry => entry.Entity is IdempotentAnswer))
        {
            await StillRunning().ToProblem().ExecuteAsync(context);
        }
    }

    private async Task RunAsync(HttpContext context, ServiceDb db, string keyHash)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        var keep = false;
        try
        {
            await RunAsync(context);
            keep = context.Response.StatusCode is >= 200 and < 500 and not 409 and not 429 and not 401
                && buffer.Length <= LargestBodyKept;
        }
        finally
        {
            context.Response.Body = body;
            await FinishAsync(context, db, keyHash, keep ? buffer.ToArray() : null);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }

    // Not cancelled with the request: the change is made, so its answer must be kept.
    private async Task FinishAsync(HttpContext context, ServiceDb db, string keyHash, byte[]? answer)
    {
        if (answer is null)
        {
            // Not when it was carried out all the same, as when the answer to a commit was lost.
            await db.IdempotentAnswers.Where(kept => kept.KeyHash == keyHash && kept.Status == 0)
                .ExecuteDeleteAsync(CancellationToken.None);
            return;
        }

        var response = context.Response;
        var body = answer.Length == 0
            ? []
            : Encoding.ASCII.GetBytes(cipher.Seal(PlaceOf(keyHash), Encoding.UTF8.GetString(answer)));
        var location = response.Headers.Location.Count > 0 ? response.Headers.Location.ToString() : null;
        var until = clock.GetUtcNow() + IdempotentAnswer.Kept;
        var (status, contentType) = (response.StatusCode, response.ContentType);
        await db.IdempotentAnswers.Where(kept => kept.KeyHash == keyHash).ExecuteUpdateAsync(
            set => set.SetProperty(kept => kept.Status, status)
                .SetProperty(kept => kept.ContentType, contentType)
                .SetProperty(kept => kept.Location, location)
                .SetProperty(kept => kept.Body, body)
                .SetProperty(kept => kept.ExpiresAt, until),
            CancellationToken.None);
    }
}
