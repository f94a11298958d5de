using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Crypto;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests.Auth;

public sealed class ForgedTokenTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public async Task A_token_we_signed_is_accepted()
    {
        var token = await TokenAsync();
        (await UseAsync(token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_is_refused()
    {
        var (header, payload, signature) = Parts(await TokenAsync());
        payload["roles"] = new JsonArray(RoleNames.AgencyAdmin);
        await ShouldBeRefusedAsync($"{Text(header)}.{Text(payload)}.{signature}");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    public async Task An_unsigned_token_is_refused(string algorithm)
    {
        var (header, payload, signature) = Parts(await TokenAsync());
        header["alg"] = algorithm;
        await ShouldBeRefusedAsync($"{Text(header)}.{Text(payload)}.");
        await ShouldBeRefusedAsync($"{Text(header)}.{Text(payload)}.{signature}");
    }

    [Fact]
    public async Task A_token_signed_with_our_public_key_as_a_shared_secret_is_refused()
    {
        var (header, payload, _) = Parts(await TokenAsync());
        header["alg"] = "HS256";
        var key = _identity.App.Services.GetRequiredService<SigningKeys>().Active.PublicKey.ECDsa;
        byte[][] secrets =
        [
            key.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()),
            [.. key.ExportParameters(false).Q.X!, .. key.ExportParameters(false).Q.Y!],
        ];
        foreach (var secret in secrets)
        {
            var signed = $"{Text(header)}.{Text(payload)}";
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
            await ShouldBeRefusedAsync($"{signed}.{Base64Url.EncodeToString(mac)}");
        }
    }

    [Theory]
    [InlineData("ES256", "nistP256")]
    [InlineData("ES384", "nistP384")]
    [InlineData("ES512", "nistP521")]
    public async Task A_token_signed_with_another_key_is_refused_whatever_its_curve(string algorithm, string curve)
    {
        var (header, payload, _) = Parts(await TokenAsync());
        header["alg"] = algorithm;
        using var other = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        await ShouldBeRefusedAsync(Sign(header, payload, other));
    }

    [Fact]
    public async Task A_token_that_brings_its_own_key_is_refused()
    {
        var (header, payload, _) = Parts(await TokenAsync());
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(false).Q;
        header["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
        await ShouldBeRefusedAsync(Sign(header, payload, own));
        header.Remove("kid");
        await ShouldBeRefusedAsync(Sign(header, payload, own));
        header["jku"] = "http://127.0.0.1/keys.json";
        await ShouldBeRefusedAsync(Sign(header, payload, own));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.")]
    public async Task What_is_no_token_is_refused(string token) => await ShouldBeRefusedAsync(token, anyCode: true);

    [Fact]
    public async Task An_expired_token_is_refused_and_says_so()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-02T09:00:00Z"));
        await using var identity = await Identity.StartAsync(clock);
        var person = await identity.SignInAsync(await identity.CreateAgencyAsync(), RoleNames.Agent);
        (await person.Client.GetAsync("api/v1/auth/sessions")).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(15));

        await person.Client.GetAsync("api/v1/auth/sessions")
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_expired");
    }

    private static string Sign(JsonObject header, JsonObject payload, ECDsa key)
    {
        var signed = $"{Text(header)}.{Text(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static (JsonObject Header, JsonObject Payload, string Signature) Parts(string token)
    {
        var parts = token.Split('.');
        return (Open(parts[0]), Open(parts[1]), parts[2]);

        static JsonObject Open(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
    }

    private static string Text(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private async Task<string> TokenAsync() =>
        (await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.Agent)).AccessToken;

    private async Task<HttpResponseMessage> UseAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/auth/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await _identity.Anonymous.SendAsync(request);
    }

    private async Task ShouldBeRefusedAsync(string token, bool anyCode = false)
    {
        using var answer = await UseAsync(token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldNotBeEmpty();
        if (!anyCode)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain("token_invalid");
        }
    }
}
