using System.Security.Authentication;
using DigitalDocs.Platform.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Mesh;

/// <summary>The connections between the processes of an installation, plain or with certificates on both sides.</summary>
internal static class MeshRegistration
{
    public static void AddMesh(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<MeshOptions>(MeshOptions.Section);
        builder.Services.TryAddSingleton<MeshCertificates>();
        builder.Services.TryAddSingleton(services => new MeshConnections(services.GetRequiredService<MeshCertificates>()));
    }

    /// <summary>
    /// https of this process. At the edge people come with browsers and see the certificate of <c>Kestrel:Certificates</c>;
    /// everywhere else only processes of the installation call, and show theirs.
    /// </summary>
    public static void UseMesh(this WebApplicationBuilder builder, bool isEdge, bool allowTls12) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var certificates = kestrel.ApplicationServices.GetRequiredService<MeshCertificates>();
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = allowTls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13;
                if (!isEdge && certificates.AreConfigured)
                {
                    https.SslProtocols = SslProtocols.Tls13;
                    https.ServerCertificate = certificates.Own;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (certificate, _, _) => certificates.BelievesClient(certificate);
                }
            });
        });
}
