using DigitalDocs.Platform.Crypto;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Crypto;

/// <summary>A folder of keys, and processes that look at it.</summary>
internal sealed class KeyFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => _folder.File("keys");

    public FileKeyVault Vault() => new(Path, TimeProvider.System);

    public AgencyKeys Agencies() => new(Path, Vault(), TimeProvider.System);

    public SigningKeys Signing() => new(Path, Vault(), TimeProvider.System);

    public void Dispose() => _folder.Dispose();
}
