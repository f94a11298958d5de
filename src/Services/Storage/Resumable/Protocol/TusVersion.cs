using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Storage.Resumable.Protocol;

/// <summary>Every answer names the protocol's version, and every request must; other versions are refused.</summary>
internal sealed class TusVersion : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;

        // Late, because an error page begins by removing all headers.
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[Tus.Resumable] = Tus.Version;
            return Task.CompletedTask;
        });
        if (http.Request.Headers[Tus.Resumable] is [Tus.Version])
        {
            return await next(context);
        }

        http.Response.Headers["Tus-Version"] = Tus.Version;
        return UploadRefusals.Version.ToProblem();
    }
}
