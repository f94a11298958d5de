using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Gateway.WebApp;

/// <summary>
/// Why no route took a request to the API. The catch-all hides routing's own 405 and 415, so they are told here.
/// </summary>
internal static class UnknownApiPath
{
    public static Failure Explain(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Order == 0 && Matches(endpoint.RoutePattern, context))
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

    // With the constraints: a path whose id is no id belongs to no route.
    private static bool Matches(RoutePattern pattern, HttpContext context)
    {
        var values = new RouteValueDictionary();
        if (pattern.RawText is not { } text || text.Contains("**", StringComparison.Ordinal)
            || !new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(context.Request.Path, values))
        {
            return false;
        }

        var policies = context.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return pattern.Parameters.All(parameter => parameter.ParameterPolicies.All(policy =>
            policies.Create(parameter, policy) is not IRouteConstraint constraint
            || constraint.Match(context, null, parameter.Name, values, RouteDirection.IncomingRequest)));
    }
}
