using System.Net;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace DigitalDocs.Platform.Tests.Http;

/// <summary>What services show each other: short-lived, for one target, with the user and agency they act for.</summary>
public sealed class InternalTokenTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private DigitalDocsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TokenMinter Minter => _app.Services.GetRequiredService<TokenMinter>();

    public async ValueTask InitializeAsync() => _app = await DigitalDocsApp.StartAsync(
        ProbeService.Alone, settings: new AppSettings { Clock = _clock }, ct: Ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_token_opens_the_service_it_names()
    {
        using var client = _app.Client(Minter.InternalToken("documents", "probe", Agency, Guid.Empty));

        (await client.GetStringAsync("api/v1/probe/inside", Ct)).ShouldContain("inside");
    }

    [Fact]
    public async Task A_token_for_another_service_is_refused()
    {
        using var client = _app.Client(Minter.InternalToken("documents", "ocr", Agency, Guid.Empty));

        using var response = await client.GetAsync("api/v1/probe/inside", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid", Ct);
    }

    [Fact]
    public async Task A_token_lives_for_a_minute()
    {
        var token = Minter.InternalToken("documents", "probe", Agency, Guid.Empty);
        using var client = _app.Client(token);
        _clock.Advance(TimeSpan.FromSeconds(59));
        (await client.GetStringAsync("api/v1/probe/inside", Ct)).ShouldContain("inside");

        _clock.Advance(TimeSpan.FromSeconds(1));

        using var response = await client.GetAsync("api/v1/probe/inside", Ct);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_expired", Ct);
    }

    [Fact]
    public void A_token_says_for_whom_it_is_and_for_whom_the_call_is_made()
    {
        var user = Guid.CreateVersion7();

        var token = new JsonWebToken(Minter.InternalToken("documents", "probe", Agency, user));

        token.Audiences.ShouldBe(["digitaldocs-internal/probe"]);
        token.Subject.ShouldBe(user.ToString());
        token.GetPayloadValue<string>("agency").ShouldBe(Agency.ToString());
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromSeconds(60));
    }
}
