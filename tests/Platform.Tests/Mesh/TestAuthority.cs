using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Mesh;

/// <summary>An authority of its own for a test, and certificates by it, as PEM files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-2);
    private readonly TempFolder _folder = new();
    private readonly X509Certificate2 _authority;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(From, From.AddDays(30));
        AuthorityFile = _folder.File("authority.pem");
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    public string AuthorityFile { get; }

    /// <summary>Files of a certificate for this machine; by default good on both sides of a connection.</summary>
    public (string Certificate, string Key) Issue(
        string name, int days = 20, bool forServers = true, bool forClients = true, string host = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var uses = new OidCollection();
        if (forServers)
        {
            uses.Add(new Oid(ForServers));
        }

        if (forClients)
        {
            uses.Add(new Oid(ForClients));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, From, From.AddDays(days), RandomNumberGenerator.GetBytes(8));
        var (file, keyFile) = (_folder.File($"{name}.pem"), _folder.File($"{name}.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
