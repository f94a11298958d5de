using System.Collections.Concurrent;
using System.Diagnostics;
using DigitalDocs.Platform.Mesh;
using DigitalDocs.Platform.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace DigitalDocs.Gateway.Forwarding;

/// <summary>The pooled connections to other processes, with the choice among the copies of a service above them.</summary>
internal sealed class ForwardingConnections : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _byService = new(StringComparer.Ordinal);
    private readonly SocketsHttpHandler _connections;
    private readonly IServiceProvider _services;

    public ForwardingConnections(MeshConnections mesh, IServiceProvider services)
    {
        _services = services;
        _connections = mesh.CreateForOthers();
        _connections.ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current);
    }

    public HttpMessageInvoker To(string service) => _byService.GetOrAdd(service, name =>
    {
        var balancing = _services.CreateBalancing(name);
        balancing.InnerHandler = _connections;
        return new HttpMessageInvoker(balancing, disposeHandler: false);
    });

    public void Dispose() => _connections.Dispose();
}
