using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Platform.Mesh;

/// <summary>
/// Mutual TLS between the processes of an installation. With all three files set, processes without the gateway serve
/// https with this certificate and answer only callers who show one of the same authority.
/// </summary>
public sealed class MeshOptions : IValidatableObject
{
    public const string Section = "Mesh";

    /// <summary>Certificate of this process, a PEM file; its names must hold the host names others call it by.</summary>
    public string? Certificate { get; set; }

    /// <summary>Private key of the certificate, a PEM file.</summary>
    public string? Key { get; set; }

    /// <summary>Certificate of the installation's own authority, a PEM file; nobody else's certificates are believed.</summary>
    public string? Authority { get; set; }

    internal bool IsConfigured => !string.IsNullOrEmpty(Certificate);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, string? File)[] files =
            [(nameof(Certificate), Certificate), (nameof(Key), Key), (nameof(Authority), Authority)];
        if (files.All(file => string.IsNullOrEmpty(file.File)))
        {
            yield break;
        }

        foreach (var (name, file) in files)
        {
            if (string.IsNullOrEmpty(file))
            {
                yield return new($"{Section}:{name} is missing: certificate, key and authority belong together.", [name]);
            }
            else if (!File.Exists(file))
            {
                yield return new($"{Section}:{name}: there is no file '{file}'.", [name]);
            }
        }
    }
}
