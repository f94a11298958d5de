using System.Security.Cryptography;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Tests.Blobs;

namespace DigitalDocs.Platform.Tests.Crypto;

/// <summary>What every key vault promises.</summary>
public abstract class KeyVaultContract
{
    private readonly byte[] _key = Bytes.Random(32);

    protected abstract IKeyVault Vault { get; }

    [Fact]
    public void A_wrapped_key_opens_again()
    {
        var wrapped = Vault.Wrap(_key, "agency:1");

        Vault.Unwrap(wrapped, "agency:1").ShouldBe(_key);
        Convert.ToHexString(wrapped.Bytes).ShouldNotContain(Convert.ToHexString(_key));
    }

    [Fact]
    public void A_key_wrapped_for_one_purpose_does_not_open_for_another()
    {
        var wrapped = Vault.Wrap(_key, "agency:1");
        Should.Throw<CryptographicException>(() => Vault.Unwrap(wrapped, "agency:2"));
    }

    [Fact]
    public void An_altered_key_does_not_open()
    {
        var wrapped = Vault.Wrap(_key, "a");
        for (var at = 0; at < wrapped.Bytes.Length; at++)
        {
            var altered = (byte[])wrapped.Bytes.Clone();
            altered[at] ^= 1;
            Should.Throw<CryptographicException>(() => Vault.Unwrap(wrapped with { Bytes = altered }, "a"));
        }

        Should.Throw<CryptographicException>(() => Vault.Unwrap(wrapped with { Bytes = [] }, "a"));
        Should.Throw<CryptographicException>(() => Vault.Unwrap(wrapped with { MasterKey = "other" }, "a"));
    }

    [Fact]
    public void After_a_rotation_the_new_master_key_wraps_and_the_old_one_still_opens()
    {
        var old = Vault.Wrap(_key, "a");
        var name = Vault.Rotate();
        var young = Vault.Wrap(_key, "a");

        young.MasterKey.ShouldBe(name);
        old.MasterKey.ShouldNotBe(name);
        Vault.Unwrap(old, "a").ShouldBe(_key);
        Vault.Unwrap(young, "a").ShouldBe(_key);
    }
}
