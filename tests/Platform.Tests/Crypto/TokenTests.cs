using CsCheck;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Crypto;

public sealed class TokenTests : IDisposable
{
    private readonly KeyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_payload_opens_again_in_any_process()
    {
        var (one, other) = (new OpaqueToken(_folder.Agencies()), new OpaqueToken(_folder.Agencies()));
        Gen.Byte.Array[0, 200].Sample(payload =>
            other.TryOpen("cursor", one.Seal("cursor", payload), out var opened) && opened.SequenceEqual(payload),
            iter: 200);
    }

    [Fact]
    public void A_token_altered_in_any_character_is_refused()
    {
        var tokens = new OpaqueToken(_folder.Agencies());
        var token = tokens.Seal("cursor", [1, 2, 3, 4, 5]);
        for (var at = 0; at < token.Length; at++)
        {
            var altered = token.ToCharArray();
            altered[at] = altered[at] == 'A' ? 'B' : 'A';
            tokens.TryOpen("cursor", new string(altered), out _).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_was_never_sealed_is_refused(string? token) =>
        new OpaqueToken(_folder.Agencies()).TryOpen("cursor", token, out _).ShouldBeFalse();

    [Fact]
    public void A_token_of_one_purpose_is_refused_for_another()
    {
        var tokens = new OpaqueToken(_folder.Agencies());
        tokens.TryOpen("upload", tokens.Seal("cursor", [1]), out _).ShouldBeFalse();
    }

    [Fact]
    public void Tokens_survive_a_rotation()
    {
        var keys = _folder.Agencies();
        var token = new OpaqueToken(keys).Seal("cursor", [7]);
        keys.Rotate(AgencyKeys.Installation);

        new OpaqueToken(_folder.Agencies()).TryOpen("cursor", token, out var payload).ShouldBeTrue();
        payload.ShouldBe([7]);
    }

    [Fact]
    public void Secret_tokens_are_long_unlike_and_safe_in_addresses()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => SecretToken.Create()).ToHashSet();
        tokens.Count.ShouldBe(1000);
        tokens.ShouldAllBe(t => t.Length == 43 && Uri.EscapeDataString(t) == t);
        SecretToken.CreateShort().Length.ShouldBe(22);
    }

    [Fact]
    public void A_secret_token_matches_its_hash_only()
    {
        var token = SecretToken.Create();
        SecretToken.Matches(token, SecretToken.Hash(token)).ShouldBeTrue();
        SecretToken.Matches(SecretToken.Create(), SecretToken.Hash(token)).ShouldBeFalse();
        SecretToken.Matches(token, "").ShouldBeFalse();
    }
}
