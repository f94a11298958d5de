using DigitalDocs.Platform.Cache;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Http.Limits;

/// <summary>
/// Bounds requests per user and agency, or per address without sign-in, and says on every answer what is left
/// (<c>RateLimit</c> and <c>RateLimit-Policy</c>, IETF draft). Services that call each other are not bounded.
/// </summary>
internal sealed class RateLimits(RequestDelegate next, ICounters counters, IOptions<EdgeOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context, Caller caller)
    {
        if (caller.IsService || !context.Request.Path.StartsWithSegments(Routes.Base, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var edge = options.Value;
        var ct = context.RequestAborted;
        CounterResult result;
        if (caller.IsSignedIn)
        {
            result = await counters.HitAsync($"user:{caller.UserId}", edge.RequestsPerMinuteAndUser, Window, ct);
            Tell(context, "user", result);
            if (result.Allowed)
            {
                result = await counters.HitAsync($"agency:{caller.AgencyId}", edge.RequestsPerMinuteAndAgency, Window, ct);
            }
        }
        else
        {
            result = await counters.HitAsync($"address:{caller.Address}", edge.RequestsPerMinuteAndAddress, Window, ct);
            Tell(context, "address", result);
        }

        if (result.Allowed)
        {
            await next(context);
            return;
        }

        await new Failure("too_many_requests", StatusCodes.Status429TooManyRequests, "Too many requests. Wait a little.")
        {
            RetryAfter = result.RetryAfter,
        }.ToProblem().ExecuteAsync(context);
    }

    private static void Tell(HttpContext context, string policy, CounterResult result)
    {
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = $"\"{policy}\";q={result.Limit};w={(int)Window.TotalSeconds}";
        headers["RateLimit"] = $"\"{policy}\";r={result.Remaining};t={(int)Math.Ceiling(result.Reset.TotalSeconds)}";
    }
}
