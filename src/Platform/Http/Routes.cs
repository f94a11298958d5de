using DigitalDocs.Platform.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigitalDocs.Platform.Http;

/// <summary>How services map their routes.</summary>
public static class Routes
{
    public const string Base = "/api/v1";

    /// <summary>A group under <c>/api/v1</c> whose routes belong to the service.</summary>
    public static RouteGroupBuilder MapServiceGroup<TService>(this IEndpointRouteBuilder routes, string prefix)
        where TService : IService =>
        routes.MapServiceGroup(TService.Name, prefix);

    internal static RouteGroupBuilder MapServiceGroup(this IEndpointRouteBuilder routes, string service, string prefix) =>
        routes.MapGroup(Base + prefix).WithTags(service).WithMetadata(new ServiceOwner(service))
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>The permission that a caller's role must carry. A route without one and without AllowAnonymous is refused.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new NeededPermission(permission));

    /// <summary>Keeps the answer to a request with an Idempotency-Key for 24 hours and repeats it.</summary>
    public static TBuilder Idempotent<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new IdempotentRoute());
}

/// <summary>The service that answers a route.</summary>
public sealed record ServiceOwner(string Service);

/// <summary>What a route asks of the caller.</summary>
public sealed record NeededPermission(string Permission);

/// <summary>Marks a route whose answers are kept.</summary>
public sealed record IdempotentRoute;

/// <summary>A request body as it may look, for the API's description.</summary>
public sealed record ApiExample(string Request);
