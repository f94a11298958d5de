using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DigitalDocs.Platform.Mesh;

/// <summary>The pooled connections to this process and to the others of the installation.</summary>
public sealed class MeshConnections : IDisposable
{
    private readonly MeshCertificates _certificates;

    internal MeshConnections(MeshCertificates certificates)
    {
        _certificates = certificates;
        Others = CreateForOthers();
        Self = Create();

        // Nobody else listens at our own loopback port, and the edge's certificate names the public host.
        Self.SslOptions.RemoteCertificateValidationCallback = (sender, _, _, errors) =>
            errors == SslPolicyErrors.None
            || (sender is SslStream { TargetHostName: var host } && (host == "localhost" || IsLoopback(host)));
    }

    /// <summary>To this very process.</summary>
    public SocketsHttpHandler Self { get; }

    /// <summary>To the other processes: with certificates configured both sides show and check one.</summary>
    public SocketsHttpHandler Others { get; }

    /// <summary>The connections as the last handler of a client made by the factory, which would alter and dispose others.</summary>
    internal HttpMessageHandler Lend(bool toSelf) => new Lent(toSelf ? Self : Others);

    /// <summary>Connections of one's own to the other processes, for a caller who sets them up further.</summary>
    public SocketsHttpHandler CreateForOthers()
    {
        var handler = Create();
        if (_certificates.AreConfigured)
        {
            handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, certificate, _, errors) => _certificates.BelievesServer(certificate as X509Certificate2, errors);
        }

        return handler;
    }

    public void Dispose()
    {
        Self.Dispose();
        Others.Dispose();
    }

    private static bool IsLoopback(string host) => IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private SocketsHttpHandler Create()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (_certificates.AreConfigured)
        {
            handler.SslOptions.ClientCertificateContext =
                SslStreamCertificateContext.Create(_certificates.Own, null, offline: true);
        }

        return handler;
    }

    private sealed class Lent(SocketsHttpHandler connections) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _calls = new(connections, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _calls.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _calls.Dispose();
            base.Dispose(disposing);
        }
    }
}
