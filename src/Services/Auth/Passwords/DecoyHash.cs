using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Auth.Passwords;

/// <summary>
/// A hash that no password matches, compared for addresses that nobody has, so that they take as long.
/// </summary>
internal sealed class DecoyHash(HashQueue queue)
{
    private readonly Lazy<string> _hash = new(() => PasswordHash.Of(SecretToken.Create(), queue.Cost));

    public string Hash => _hash.Value;
}
