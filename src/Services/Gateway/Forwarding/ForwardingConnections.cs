using System.Diagnostics;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace DigitalDocs.Gateway.Forwarding;

/// <summary>The pooled connections to other processes.</summary>
internal sealed class ForwardingConnections : IDisposable
{
    public HttpMessageInvoker Client { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public void Dispose() => Client.Dispose();
}
