using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace DigitalDocs.Gateway.WebApp;

/// <summary>
/// Why no route took a request to the API. The catch-all hides routing's own 405 and 415, so they are told here.
/// </summary>
internal static class UnknownApiPath
{
    public static Failure Explain(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Order == 0 && Matches(endpoint.RoutePattern, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (methods.Count == 0)
        {
            return Failure.NotFound("resource");
        }

        if (methods.Contains(context.Request.Method))
        {
            return new("unsupported_media_type", StatusCodes.Status415UnsupportedMediaType,
                "This route does not read that content type.");
        }

        context.Response.Headers.Allow = string.Join(", ", methods.Order(StringComparer.Ordinal));
        return new("method_not_allowed", StatusCodes.Status405MethodNotAllowed, "This route does not have that method.");
    }

    private static bool Matches(RoutePattern pattern, PathString path) =>
        pattern.RawText is { } text
        && !text.Contains("**", StringComparison.Ordinal)
        && new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, []);
}
