using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Mesh;

/// <summary>This process's certificate, and whom it believes: certificates of our own authority, each for its own use.</summary>
internal sealed class MeshCertificates(IOptions<MeshOptions> options) : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private readonly Lazy<X509Certificate2> _own = new(() => Load(options.Value));
    private readonly Lazy<X509Certificate2> _authority = new(() => X509CertificateLoader.LoadCertificateFromFile(options.Value.Authority!));

    public bool AreConfigured => options.Value.IsConfigured;

    public X509Certificate2 Own => _own.Value;

    public bool BelievesClient(X509Certificate2? certificate) => certificate is not null && IsOurs(certificate, ForClients);

    /// <summary>A server must also have the name it was called by; this very process is known by its certificate.</summary>
    public bool BelievesServer(X509Certificate2? certificate, SslPolicyErrors errors) =>
        certificate is not null
        && IsOurs(certificate, ForServers)
        && (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || certificate.RawDataMemory.Span.SequenceEqual(Own.RawDataMemory.Span));

    public void Dispose()
    {
        foreach (var certificate in new[] { _own, _authority }.Where(certificate => certificate.IsValueCreated))
        {
            certificate.Value.Dispose();
        }
    }

    private static X509Certificate2 Load(MeshOptions options) =>
        X509Certificate2.CreateFromPemFile(options.Certificate!, options.Key);

    private bool IsOurs(X509Certificate2 certificate, string use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority.Value);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));

        // The authority is the installation's own and publishes no lists; what is compromised gets a new authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
