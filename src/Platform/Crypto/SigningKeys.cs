using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// The ES256 keys that sign access tokens: made on first use, shared by all processes on the data folder, wrapped by
/// the master key. A rotation keeps the key before it published, so that tokens it signed live out their time. What
/// another process changed is seen on the next use.
/// </summary>
public sealed class SigningKeys
{
    private const int Live = 2;
    private const string Purpose = "signing";

    private readonly Lock _gate = new();
    private readonly WatchedFile<Stored> _file;
    private readonly IKeyVault _vault;
    private readonly TimeProvider _clock;
    private (Stored Stored, IReadOnlyList<SigningKey> Keys)? _open;

    internal SigningKeys(string folder, IKeyVault vault, TimeProvider clock)
    {
        _file = new WatchedFile<Stored>(Path.Combine(folder, "signing.json"));
        _vault = vault;
        _clock = clock;
    }

    /// <summary>The key to sign with.</summary>
    public SigningKey Active => All[0];

    /// <summary>Every key whose signatures count, the active one first.</summary>
    public IReadOnlyList<SigningKey> All
    {
        get
        {
            var stored = _file.Read() ?? _file.Change(s => s ?? new Stored([NewKey()]));
            lock (_gate)
            {
                if (_open is not { } open || !ReferenceEquals(open.Stored, stored))
                {
                    _open = open = (stored, [.. stored.Keys.Select(OpenKey)]);
                }

                return open.Keys;
            }
        }
    }

    /// <summary>Null for a key that never was ours or is no longer live.</summary>
    public SigningKey? Find(string? kid) => All.FirstOrDefault(k => k.Kid == kid);

    /// <summary>Signs with a new key from now on; the one before stays published, older ones are dropped.</summary>
    public string Rotate()
    {
        _file.Change(stored => new Stored([NewKey(), .. (stored?.Keys ?? []).Take(Live - 1)]));
        return Active.Kid;
    }

    /// <summary>The public halves, as a JSON Web Key Set lists them.</summary>
    public IReadOnlyList<JsonWebKey> PublicKeys() => [.. All.Select(k => k.ToJsonWebKey())];

    private SigningKey OpenKey(StoredKey stored)
    {
        var secret = _vault.Unwrap(stored.Wrapped, Purpose);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return new SigningKey(stored.Kid, key);
    }

    private StoredKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportPkcs8PrivateKey();
        var wrapped = _vault.Wrap(secret, Purpose);
        CryptographicOperations.ZeroMemory(secret);
        return new StoredKey(Guid.CreateVersion7().ToString("N"), _clock.GetUtcNow(), wrapped);
    }

    private sealed record Stored(IReadOnlyList<StoredKey> Keys);

    private sealed record StoredKey(string Kid, DateTimeOffset CreatedAt, WrappedKey Wrapped);
}
