using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Auth;
using DigitalDocs.Auth.Sessions;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Auth;

public sealed class RefreshingTests
{
    // Today: the client's own clock decides when a cookie has expired.
    private readonly JumpingClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Fifty_refreshes_of_one_token_at_once_all_succeed_with_one_successor()
    {
        await using var identity = await StartAsync();
        var first = await identity.LoginAsync("ann@example.com");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => identity.RefreshAsync(first.RefreshToken!).ReadAsync<TokenAnswer>()));

        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem().ShouldNotBe(first.RefreshToken);
        var rows = await identity.App.UseAsync<AuthDb, int>(Guid.Empty, db => db.RefreshTokens.CountAsync());
        rows.ShouldBe(2);
        (await identity.RefreshAsync(answers[0].RefreshToken!)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_used_again_within_its_window_gets_the_same_successor()
    {
        await using var identity = await StartAsync();
        var first = await identity.LoginAsync("ann@example.com");
        var next = await identity.RefreshAsync(first.RefreshToken!).ReadAsync<TokenAnswer>();

        _clock.Advance(TimeSpan.FromSeconds(29));
        var again = await identity.RefreshAsync(first.RefreshToken!).ReadAsync<TokenAnswer>();

        again.RefreshToken.ShouldBe(next.RefreshToken);
    }

    [Fact]
    public async Task A_token_used_again_after_its_window_ends_its_own_session_and_no_other()
    {
        await using var identity = await StartAsync();
        var stolen = await identity.LoginAsync("ann@example.com");
        var untouched = await identity.LoginAsync("ann@example.com");
        var next = await identity.RefreshAsync(stolen.RefreshToken!).ReadAsync<TokenAnswer>();

        _clock.Advance(TimeSpan.FromSeconds(31));

        await identity.RefreshAsync(stolen.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "refresh_reused");
        await identity.RefreshAsync(next.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        (await identity.RefreshAsync(untouched.RefreshToken!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var journal = await identity.App.UseAsync<AuthDb, List<string?>>(stolen.Agency.Id, db => db.Journal
            .Where(entry => entry.Action == "session.ended").Select(entry => entry.Details).ToListAsync());
        journal.ShouldBe(["refresh-token-replayed"]);
    }

    [Fact]
    public async Task The_successor_is_kept_sealed_and_only_for_its_window()
    {
        await using var identity = await StartAsync();
        var first = await identity.LoginAsync("ann@example.com");
        var next = await identity.RefreshAsync(first.RefreshToken!).ReadAsync<TokenAnswer>();
        var kept = await SealedAsync(identity);
        kept.ShouldHaveSingleItem().ShouldNotContain(next.RefreshToken!);

        _clock.Advance(TimeSpan.FromSeconds(31));
        var cleaning = identity.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<SessionCleaning>().Single();
        await cleaning.CleanAsync(TestContext.Current.CancellationToken);

        (await SealedAsync(identity)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_nobody_used_for_a_month_has_to_sign_in_again()
    {
        await using var identity = await StartAsync();
        var first = await identity.LoginAsync("ann@example.com");

        _clock.Jump(TimeSpan.FromDays(30));

        await identity.RefreshAsync(first.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "refresh_invalid");
    }

    [Fact]
    public async Task Browsers_carry_the_refresh_token_in_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var identity = await StartAsync();
        using var signIn = await identity.Anonymous.PostAsJsonAsync(
            "api/v1/auth/login", new LoginRequest("ann@example.com", Identity.Password, Cookie: true), WireJson.Options);
        var answer = await signIn.Content.ReadFromJsonAsync<TokenAnswer>(WireJson.Options);
        var cookie = signIn.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

        answer!.RefreshToken.ShouldBeNull();
        cookie.ShouldStartWith("dd_refresh=");
        cookie.ToLowerInvariant().ShouldContain("httponly");
        cookie.ToLowerInvariant().ShouldContain("samesite=strict");

        // The client keeps cookies: an empty body is enough from here on.
        var refreshed = await identity.Anonymous.PostAsJsonAsync("api/v1/auth/refresh", new { })
            .ReadAsync<TokenAnswer>();
        refreshed.AccessToken.ShouldNotBe(answer.AccessToken);
        refreshed.RefreshToken.ShouldBeNull();

        using var form = new FormUrlEncodedContent([]);
        await identity.Anonymous.PostAsync("api/v1/auth/refresh", form)
            .ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await identity.Anonymous.PostAsync("api/v1/auth/refresh", null)
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "unreadable");

        (await identity.Anonymous.PostAsync("api/v1/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await identity.Anonymous.PostAsJsonAsync("api/v1/auth/refresh", new { })
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "refresh_invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-one-of-ours")]
    public async Task A_token_that_is_not_ours_is_refused(string token)
    {
        await using var identity = await StartAsync();
        await identity.RefreshAsync(token).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "refresh_invalid");
        await identity.RefreshAsync(new string('x', 100_000))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "refresh_invalid");
    }

    private static Task<List<string>> SealedAsync(Identity identity) =>
        identity.App.UseAsync<AuthDb, List<string>>(Guid.Empty, db => db.RefreshTokens
            .Where(token => token.SealedSuccessor != null).Select(token => token.SealedSuccessor!).ToListAsync());

    private async Task<Identity> StartAsync()
    {
        var identity = await Identity.StartAsync(_clock);
        await identity.CreateUserAsync(await identity.CreateAgencyAsync(), "ann@example.com", RoleNames.Agent);
        return identity;
    }
}
