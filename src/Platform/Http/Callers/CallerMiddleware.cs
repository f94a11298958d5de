using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigitalDocs.Platform.Http;

/// <summary>Finds out who calls and refuses what their role does not allow. A route that asks nothing is refused too.</summary>
internal sealed class CallerMiddleware(RequestDelegate next, TokenChecker tokens, SnapshotCache snapshots)
{
    public async Task InvokeAsync(HttpContext context, Caller caller)
    {
        AmbientCaller.Current = caller;
        caller.Address = context.Connection.RemoteIpAddress?.ToString();
        var failure = await IdentifyAsync(context, caller);
        var endpoint = context.GetEndpoint();

        // Routing's own answers (405, 415) are endpoints without a route: they pass.
        if (endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            failure ??= Decide(caller, endpoint.Metadata.GetMetadata<NeededPermission>()?.Permission);
            if (failure is not null)
            {
                await RefuseAsync(context, failure);
                return;
            }
        }

        await next(context);
    }

    private static Failure? Decide(Caller caller, string? permission)
    {
        if (permission == Permissions.Internal && !caller.IsService)
        {
            // People are not told that internal routes exist.
            return Failure.NotFound("resource");
        }

        if (!caller.IsSignedIn && !caller.IsService)
        {
            return Failure.SignInNeeded();
        }

        return permission is not null && (caller.IsService || caller.May(permission))
            ? null
            : Failure.Forbidden(permission ?? "a permission that nobody has");
    }

    private async ValueTask<Failure?> IdentifyAsync(HttpContext context, Caller caller)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return null;
        }

        if (header.Count != 1 || header[0] is not { } value
            || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Failure.SignInNeeded("The Authorization header must be 'Bearer' and an access token.");
        }

        var checkedToken = await tokens.CheckAsync(value[7..].Trim());
        if (checkedToken.Failure is { } failure)
        {
            return failure;
        }

        var identity = checkedToken.Identity!;
        if (checkedToken.Service is { } service)
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<ServiceOwner>()?.Service != service)
            {
                return new Failure("token_invalid", 401, "The access token is not meant for this service.");
            }

            caller.BecomeService(identity.Name, identity.AgencyId, identity.UserId);
            return null;
        }

        var snapshot = await snapshots.GetAsync(identity, context.RequestAborted);
        if (snapshot is null)
        {
            return Failure.Unavailable("Permissions cannot be checked right now.", TimeSpan.FromSeconds(2));
        }

        if (!snapshot.Active)
        {
            return new Failure("session_ended", 401, "This session has ended. Sign in again.");
        }

        caller.Become(identity, snapshot);
        return null;
    }

    private static Task RefuseAsync(HttpContext context, Failure failure)
    {
        if (failure.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = failure.Code == "sign_in_needed"
                ? "Bearer"
                : "Bearer error=\"invalid_token\"";
        }

        return failure.ToProblem().ExecuteAsync(context);
    }
}
