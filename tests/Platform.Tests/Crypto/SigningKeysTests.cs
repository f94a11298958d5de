using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigitalDocs.Platform.Tests.Crypto;

public sealed class SigningKeysTests : IDisposable
{
    private readonly KeyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_one_process_signs_another_can_check()
    {
        var token = Sign(_folder.Signing());

        (await IsValidAsync(token, _folder.Signing().All.Select(k => k.PublicKey))).ShouldBeTrue();
        (await IsValidAsync(token, _folder.Signing().PublicKeys())).ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_rotation_the_new_key_signs_and_the_one_before_still_counts()
    {
        var (signer, checker) = (_folder.Signing(), _folder.Signing());
        var old = Sign(signer);
        checker.Active.Kid.ShouldBe(signer.Active.Kid);
        var before = signer.Active.Kid;
        var kid = signer.Rotate();

        checker.Active.Kid.ShouldBe(kid);
        checker.All.Select(k => k.Kid).ShouldBe([kid, before]);
        (await IsValidAsync(old, checker.PublicKeys())).ShouldBeTrue();
        (await IsValidAsync(Sign(signer), checker.PublicKeys())).ShouldBeTrue();
    }

    [Fact]
    public async Task After_two_rotations_the_oldest_key_no_longer_counts()
    {
        var keys = _folder.Signing();
        var old = Sign(keys);
        var kid = keys.Active.Kid;
        keys.Rotate();
        keys.Rotate();

        keys.Find(kid).ShouldBeNull();
        (await IsValidAsync(old, keys.PublicKeys())).ShouldBeFalse();
    }

    [Fact]
    public void Processes_that_start_at_once_agree()
    {
        Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8)
            .Select(_ => _folder.Signing().Active.Kid).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void The_published_keys_hold_no_secret()
    {
        var keys = _folder.Signing();
        keys.PublicKeys().ShouldAllBe(k => k.D == null && k.Crv == "P-256" && k.Alg == "ES256" && k.Use == "sig");
        Should.Throw<CryptographicException>(() => keys.Active.PublicKey.ECDsa.ExportParameters(true));
        File.ReadAllText(Path.Combine(_folder.Path, "signing.json")).ShouldNotContain("BEGIN");
    }

    private static string Sign(DigitalDocs.Platform.Crypto.SigningKeys keys) => new JsonWebTokenHandler().CreateToken(
        new SecurityTokenDescriptor { Issuer = "test", Audience = "test", SigningCredentials = keys.Active.Credentials });

    private static async Task<bool> IsValidAsync(string token, IEnumerable<SecurityKey> keys) =>
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "test",
            ValidAudience = "test",
            IssuerSigningKeys = keys,
        })).IsValid;
}
