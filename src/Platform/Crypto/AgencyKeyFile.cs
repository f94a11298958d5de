using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DigitalDocs.Platform.Crypto;

/// <summary>A key of an agency, open in memory; purposes get keys of their own from it.</summary>
internal sealed class AgencyKey(Guid id, byte[] secret)
{
    public Guid Id { get; } = id;

    /// <summary>A key for one purpose; it tells nothing about those for others.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, secret, SealedBytes.KeySize, info: System.Text.Encoding.UTF8.GetBytes(purpose));
}

/// <summary>The keys of one agency: wrapped in a file, open in memory. Unwrapping happens once per key and process.</summary>
internal sealed class AgencyKeyFile(string folder, Guid agency, IKeyVault vault, TimeProvider clock)
{
    private readonly WatchedFile<Stored> _file = new(Path.Combine(folder, $"{agency}.json"));
    private readonly ConcurrentDictionary<Guid, AgencyKey> _open = new();

    private string Purpose => $"agency:{agency}";

    public AgencyKey Active() => Open(Keys()[^1]);

    public AgencyKey First() => Open(Keys()[0]);

    public IReadOnlyList<AgencyKey> All() => [.. Keys().Reverse().Select(Open)];

    // Does not make a file: a question about a key that nobody made must not create keys.
    public AgencyKey? Find(Guid id) =>
        _open.GetValueOrDefault(id)
        ?? (_file.Read()?.Keys.FirstOrDefault(k => k.Id == id) is { } stored ? Open(stored) : null);

    public AgencyKey Rotate() => Open(_file.Change(stored => new Stored([.. stored?.Keys ?? [], NewKey()])).Keys[^1]);

    public void Rewrap() => _file.Change(stored => new Stored([.. (stored?.Keys ?? []).Select(RewrapKey)]));

    private IReadOnlyList<StoredKey> Keys() =>
        (_file.Read() ?? _file.Change(stored => stored ?? new Stored([NewKey()]))).Keys;

    private AgencyKey Open(StoredKey stored) =>
        _open.GetOrAdd(stored.Id, _ => new AgencyKey(stored.Id, vault.Unwrap(stored.Wrapped, Purpose)));

    private StoredKey NewKey()
    {
        var secret = RandomNumberGenerator.GetBytes(SealedBytes.KeySize);
        return new StoredKey(Guid.CreateVersion7(), clock.GetUtcNow(), vault.Wrap(secret, Purpose));
    }

    private StoredKey RewrapKey(StoredKey key) =>
        key with { Wrapped = vault.Wrap(vault.Unwrap(key.Wrapped, Purpose), Purpose) };

    private sealed record Stored(IReadOnlyList<StoredKey> Keys);

    private sealed record StoredKey(Guid Id, DateTimeOffset CreatedAt, WrappedKey Wrapped);
}
