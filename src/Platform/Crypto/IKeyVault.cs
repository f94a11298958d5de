namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// Holds the master keys, which never leave it: it wraps other keys and opens them again. Synchronous, because fields
/// are ciphered inside database mappers; callers keep what they opened, so that it is asked about once per agency and
/// process. Safe for many callers.
/// </summary>
public interface IKeyVault
{
    /// <summary>Wraps a key with the active master key, bound to what it is for.</summary>
    /// <param name="key">The key to wrap; the caller keeps it.</param>
    /// <param name="purpose">Must be named again to open it, so that one wrapped key cannot stand in for another.</param>
    WrappedKey Wrap(ReadOnlySpan<byte> key, string purpose);

    /// <summary>Opens a wrapped key.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The master key is not known here, the wrapped key was altered, or it was wrapped for another purpose.
    /// </exception>
    byte[] Unwrap(WrappedKey wrapped, string purpose);

    /// <summary>Makes a new master key the active one; what older ones wrapped still opens.</summary>
    /// <returns>The name of the new master key.</returns>
    string Rotate();
}

/// <summary>A key that only the vault can open.</summary>
/// <param name="MasterKey">Name of the master key that wrapped it.</param>
/// <param name="Bytes">Opaque to everybody but the vault.</param>
public sealed record WrappedKey(string MasterKey, byte[] Bytes);
