using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigitalDocs.Architecture.Tests;

/// <summary>What every route must say.</summary>
internal static class EndpointRules
{
    public static IEnumerable<string> WithoutPermission(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<NeededPermission>() is null
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        select $"{endpoint.DisplayName} ({endpoint.RoutePattern.RawText}) names no permission and is not open to all";

    /// <summary>Open routes under the API's base path: each must be on the list of those that are meant to be.</summary>
    public static IEnumerable<string> OpenToAll(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        let path = endpoint.RoutePattern.RawText ?? ""
        where path.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
        let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        select $"{string.Join(',', methods)} /{path.TrimStart('/')}";
}
