using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace DigitalDocs.Gateway.Forwarding;

/// <summary>
/// What changes on the way: the service learns the client's address and the host people see (it makes links from it);
/// headers that the edge sets itself are not doubled.
/// </summary>
internal sealed class ForwardedCall : HttpTransformer
{
    public static readonly ForwardedCall Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        Set(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
        Set(proxyRequest, "X-Forwarded-Host", httpContext.Request.Host.Value);
        Set(proxyRequest, "X-Request-Id", httpContext.TraceIdentifier);
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        foreach (var header in proxyResponse?.Headers.Select(header => header.Key).ToList() ?? [])
        {
            httpContext.Response.Headers.Remove(header);
        }

        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }

    private static void Set(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
