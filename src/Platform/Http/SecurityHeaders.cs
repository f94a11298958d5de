using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Http;

/// <summary>Headers that every answer carries; a route that serves user content sets stricter ones itself.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>
    /// For the web app: scripts from us only, WebAssembly allowed, no inline script. Blazor's components style
    /// themselves inline.
    /// </summary>
    private const string AppPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
        headers.XFrameOptions = "DENY";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        }

        if (context.Request.Path.StartsWithSegments(Routes.Base, StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentSecurityPolicy = ApiPolicy;
            headers.CacheControl = "no-store";
        }
        else
        {
            headers.ContentSecurityPolicy = AppPolicy;
        }

        return next(context);
    }
}
