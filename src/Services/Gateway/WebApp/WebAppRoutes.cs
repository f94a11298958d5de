using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace DigitalDocs.Gateway.WebApp;

/// <summary>Serves the staff web app: fingerprinted files for ever, the page itself always fresh.</summary>
internal static class WebAppRoutes
{
    private const string Page = "index.html";

    public static void MapWebApp(this IEndpointRouteBuilder routes)
    {
        // An unknown API path is an error for a program, not a page for a person.
        routes.MapFallback("/api/{**rest}", (HttpContext context, EndpointDataSource endpoints) =>
            UnknownApiPath.Explain(context, endpoints).ToProblem()).AllowAnonymous();
        var files = routes.ServiceProvider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        if (files.GetFileInfo(Page) is not { Exists: true })
        {
            // Built without the web app: the API stands on its own.
            return;
        }

        routes.MapStaticAssets().AllowAnonymous();
        routes.MapFallback("{*path:nonfile}", (HttpContext context) => WriteAsync(context, files.GetFileInfo(Page)))
            .AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, IFileInfo page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(page);
    }
}
