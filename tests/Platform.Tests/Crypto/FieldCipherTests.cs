using System.Security.Cryptography;
using CsCheck;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Crypto;

public sealed class FieldCipherTests : IDisposable
{
    private readonly KeyFolder _folder = new();
    private readonly FieldPlace _place = new(Guid.CreateVersion7(), "contacts", "email", Guid.CreateVersion7());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_text_opens_again_and_is_sealed_differently_each_time()
    {
        var cipher = new FieldCipher(_folder.Agencies());
        Gen.String.Sample(text =>
        {
            // Lone surrogates have no UTF-8 form; databases do not hold them either.
            var value = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
            var sealedValue = cipher.Seal(_place, value);
            return cipher.Open(_place, sealedValue) == value && cipher.Seal(_place, value) != sealedValue;
        }, iter: 200);
    }

    [Fact]
    public void A_value_does_not_open_in_another_place()
    {
        var cipher = new FieldCipher(_folder.Agencies());
        var sealedValue = cipher.Seal(_place, "ada@example.com");
        var other = Guid.CreateVersion7();
        cipher.Seal(_place with { Agency = other }, "x");
        foreach (var place in new[]
        {
            _place with { Agency = other }, _place with { Table = "parties" }, _place with { Column = "phone" },
            _place with { Row = other },
        })
        {
            Should.Throw<CryptographicException>(() => cipher.Open(place, sealedValue));
        }
    }

    [Fact]
    public void An_altered_value_does_not_open()
    {
        var cipher = new FieldCipher(_folder.Agencies());
        var whole = System.Buffers.Text.Base64Url.DecodeFromChars(cipher.Seal(_place, "078-05-1120"));
        for (var at = 0; at < whole.Length; at++)
        {
            whole[at] ^= 1;
            var altered = System.Buffers.Text.Base64Url.EncodeToString(whole);
            Should.Throw<CryptographicException>(() => cipher.Open(_place, altered));
            whole[at] ^= 1;
        }

        Should.Throw<CryptographicException>(() => cipher.Open(_place, "078-05-1120 in the clear"));
        Should.Throw<CryptographicException>(() => cipher.Open(_place, ""));
    }

    [Fact]
    public void After_a_rotation_older_values_still_open()
    {
        var keys = _folder.Agencies();
        var sealedValue = new FieldCipher(keys).Seal(_place, "a");
        keys.Rotate(_place.Agency);

        new FieldCipher(_folder.Agencies()).Open(_place, sealedValue).ShouldBe("a");
    }

    [Fact]
    public void A_blind_index_finds_a_value_however_it_is_written()
    {
        var index = new BlindIndex(_folder.Agencies());
        var expected = index.Of(_place.Agency, "contact.email", "ada@example.com");

        index.Of(_place.Agency, "contact.email", " Ada@Example.COM ").ShouldBe(expected);
        index.Of(_place.Agency, "contact.email", "ada@example.org").ShouldNotBe(expected);
        index.Of(_place.Agency, "party.email", "ada@example.com").ShouldNotBe(expected);
        index.Of(Guid.CreateVersion7(), "contact.email", "ada@example.com").ShouldNotBe(expected);
        expected.Length.ShouldBe(43);

        _folder.Agencies().Rotate(_place.Agency);
        index.Of(_place.Agency, "contact.email", "ada@example.com").ShouldBe(expected);
    }
}
