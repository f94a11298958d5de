using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Crypto;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>An encrypted store over a folder, and the way past it to what lies on the disk.</summary>
internal sealed class EncryptedFolder : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FolderBlobStore _inner;

    public EncryptedFolder()
    {
        _inner = new FolderBlobStore(Folder);
        Vault = new FileKeyVault(KeyFolder, TimeProvider.System);
        Keys = new AgencyKeys(KeyFolder, Vault, TimeProvider.System);
        Store = new EncryptingBlobStore(_inner, Keys);
    }

    /// <summary>The bytes behind it.</summary>
    public IBlobStore Inner => _inner;

    public string Folder => _folder.File("blobs");

    public string KeyFolder => _folder.File("keys");

    public FileKeyVault Vault { get; }

    public AgencyKeys Keys { get; }

    public IBlobStore Store { get; }

    /// <summary>The store as a process sees it that starts now.</summary>
    public IBlobStore Reopen() => new EncryptingBlobStore(
        _inner, new AgencyKeys(KeyFolder, new FileKeyVault(KeyFolder, TimeProvider.System), TimeProvider.System));

    public byte[] Stored(string key) => File.ReadAllBytes(Path.Combine(Folder, key));

    public void Overwrite(string key, byte[] stored) => File.WriteAllBytes(Path.Combine(Folder, key), stored);

    public void Dispose()
    {
        _inner.Dispose();
        _folder.Dispose();
    }
}
