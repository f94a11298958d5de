using System.Security.Cryptography;
using System.Text;

namespace DigitalDocs.Platform.Crypto;

/// <summary>Master keys in a file of mode 0600, made on first use by whichever process comes first.</summary>
internal sealed class FileKeyVault(string folder, TimeProvider clock) : IKeyVault
{
    private readonly WatchedFile<MasterKeys> _file = new(Path.Combine(folder, "master.json"));

    public WrappedKey Wrap(ReadOnlySpan<byte> key, string purpose)
    {
        var keys = Keys();
        var active = keys.Keys.Single(k => k.Id == keys.Active);
        return new WrappedKey(active.Id, SealedBytes.Seal(active.Key, key, Encoding.UTF8.GetBytes(purpose)));
    }

    public byte[] Unwrap(WrappedKey wrapped, string purpose)
    {
        var master = Keys().Keys.FirstOrDefault(k => k.Id == wrapped.MasterKey)
            ?? throw new CryptographicException($"The master key '{wrapped.MasterKey}' is not known here.");
        return SealedBytes.Open(master.Key, wrapped.Bytes, Encoding.UTF8.GetBytes(purpose));
    }

    public string Rotate() => _file.Change(keys => (keys ?? new MasterKeys("", [])).With(NewKey())).Active;

    private MasterKeys Keys() =>
        _file.Read() ?? _file.Change(keys => keys ?? new MasterKeys("", []).With(NewKey()));

    private MasterKey NewKey() => new(
        Guid.CreateVersion7().ToString("N"), clock.GetUtcNow(), RandomNumberGenerator.GetBytes(SealedBytes.KeySize));

    private sealed record MasterKeys(string Active, IReadOnlyList<MasterKey> Keys)
    {
        public MasterKeys With(MasterKey key) => new(key.Id, [.. Keys, key]);
    }

    private sealed record MasterKey(string Id, DateTimeOffset CreatedAt, byte[] Key);
}
