using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace DigitalDocs.Gateway.Documentation;

/// <summary><c>/docs</c>: the API for people who read.</summary>
internal static class ApiPages
{
    // Scalar's page starts itself by an inline script; this page alone may.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static void MapApiPages(this IEndpointRouteBuilder routes)
    {
        routes.MapScalarApiReference("/docs", options => options
                .WithTitle("Digital Docs API")
                .WithOpenApiRoutePattern("/openapi/v1.json")
                .DisableTelemetry()
                .DisableDefaultFonts())
            .AllowAnonymous()
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            });
    }
}
