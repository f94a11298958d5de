using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests.Auth;

public sealed class SigningInTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public async Task A_person_signs_in_with_address_and_password_and_learns_who_and_where_they_are()
    {
        var agency = await _identity.CreateAgencyAsync("Harbor Title");
        var user = await _identity.CreateUserAsync(agency, "ann@example.com", RoleNames.EscrowOfficer);

        var answer = await _identity.LoginAsync("  Ann@Example.com ");

        answer.User.Id.ShouldBe(user);
        answer.Agency.Id.ShouldBe(agency);
        answer.Agency.Name.ShouldBe("Harbor Title");
        answer.Agency.Roles.ShouldBe([RoleNames.EscrowOfficer]);
        answer.RefreshToken.ShouldNotBeNull();

        var me = await _identity.App.Client(answer.AccessToken).GetAsync("api/v1/auth/me").ReadAsync<MeAnswer>();
        me.User.Email.ShouldBe("ann@example.com");
        me.Permissions.ShouldContain(Permissions.DocumentsCreate);
        me.Permissions.ShouldNotContain(Permissions.UsersManage);
    }

    [Fact]
    public async Task A_person_of_two_agencies_chooses_one()
    {
        var (first, second) = (await _identity.CreateAgencyAsync(), await _identity.CreateAgencyAsync());
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(first, email, RoleNames.Agent);
        await _identity.CreateUserAsync(second, email, RoleNames.Broker);

        (await _identity.LoginAsync(email)).Agency.Id.ShouldBe(first);
        (await _identity.LoginAsync(email, second)).Agency.Roles.ShouldBe([RoleNames.Broker]);
        await _identity.TryLoginAsync(email, agency: await _identity.CreateAgencyAsync())
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "not_a_member");
    }

    [Fact]
    public async Task An_unknown_account_gets_the_answer_of_a_wrong_password()
    {
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);

        var wrong = await _identity.TryLoginAsync(email, "not the password")
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        var unknown = await _identity.TryLoginAsync(Identity.NewEmail("nobody"), "not the password")
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");

        unknown.ShouldBe(wrong with { TraceId = unknown.TraceId });
    }

    [Fact]
    public async Task The_eleventh_wrong_password_from_an_address_waits_and_the_owner_elsewhere_does_not()
    {
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await _identity.TryLoginAsync(email, $"guess {attempt}")
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        }

        using var eleventh = await _identity.TryLoginAsync(email);

        await eleventh.ShouldBeProblemAsync(
            HttpStatusCode.TooManyRequests, "too_many_attempts", TestContext.Current.CancellationToken);
        eleventh.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        using var elsewhere = _identity.From("127.0.0.2");
        (await elsewhere.LoginAsync(email, Identity.Password, TestContext.Current.CancellationToken))
            .AccessToken.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_are_counted_too()
    {
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(guess => _identity.TryLoginAsync(email, $"guess {guess}")));

        // Each core may hold one guess that was let in before the others were counted.
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized)
            .ShouldBeInRange(10, 10 + Environment.ProcessorCount - 1);
    }

    [Fact]
    public async Task After_the_wait_the_right_password_works_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-02T09:00:00Z"));
        await using var identity = await Identity.StartAsync(clock);
        await identity.CreateUserAsync(await identity.CreateAgencyAsync(), "ann@example.com", RoleNames.Agent);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var refused = await identity.TryLoginAsync("ann@example.com", "a wrong guess");
        }

        await identity.TryLoginAsync("ann@example.com")
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts");
        clock.Advance(TimeSpan.FromSeconds(61));

        (await identity.LoginAsync("ann@example.com")).AccessToken.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_everywhere_at_once()
    {
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);
        var tokens = await _identity.LoginAsync(email);
        var other = await _identity.LoginAsync(email);
        using var client = _identity.App.Client(tokens.AccessToken);
        (await client.GetAsync("api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.PostAsync("api/v1/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(
            async () => (await client.GetAsync("api/v1/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the access token is refused",
            TestContext.Current.CancellationToken);
        await client.GetAsync("api/v1/auth/me").ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        await _identity.RefreshAsync(tokens.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        (await _identity.RefreshAsync(other.RefreshToken!)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_device_is_listed_and_signed_out_by_its_id()
    {
        var email = Identity.NewEmail();
        await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);
        var phone = await _identity.LoginAsync(email);
        using var desk = _identity.App.Client((await _identity.LoginAsync(email)).AccessToken);

        var sessions = await desk.GetAsync("api/v1/auth/sessions").ReadAsync<SessionDto[]>();
        var other = sessions.Single(session => !session.Current);
        (await desk.DeleteAsync($"api/v1/auth/sessions/{other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        sessions.Length.ShouldBe(2);
        await _identity.RefreshAsync(phone.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        await desk.DeleteAsync($"api/v1/auth/sessions/{Guid.CreateVersion7()}")
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_deactivated_person_is_refused_with_old_tokens_and_with_the_password()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var email = Identity.NewEmail();
        var user = await _identity.CreateUserAsync(agency, email, RoleNames.Agent);
        var tokens = await _identity.LoginAsync(email);
        using var client = _identity.App.Client(tokens.AccessToken);

        (await admin.Client.PostAsync($"api/v1/users/{user}/deactivate", null)).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(
            async () => (await client.GetAsync("api/v1/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the access token of a deactivated user is refused",
            TestContext.Current.CancellationToken);
        await _identity.TryLoginAsync(email).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        await _identity.RefreshAsync(tokens.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
    }

    [Theory]
    [InlineData("""{ "email": "ann@example.com" }""", "validation_failed")]
    [InlineData("""{ "email": "", "password": "x" }""", "validation_failed")]
    [InlineData("""{ "email": "ann@example.com", "password": "" }""", "validation_failed")]
    [InlineData("""{ "email": "ann@example.com", "password": null }""", "invalid_json")]
    [InlineData("""{ "email": "ann@example.com", "password": "x", "admin": true }""", "invalid_json")]
    [InlineData("""{ "email": "ann@example.com", "password": "x", "agencyId": "none" }""", "invalid_json")]
    [InlineData("""{ "email": 7, "password": "x" }""", "invalid_json")]
    [InlineData("{", "invalid_json")]
    public async Task A_sign_in_that_cannot_be_read_is_explained(string body, string code)
    {
        using var content = new StringContent(body, null, "application/json");
        await _identity.Anonymous.PostAsync("api/v1/auth/login", content)
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task The_public_keys_are_published_without_the_private_half()
    {
        var keys = await _identity.Anonymous.GetFromJsonAsync<JsonNode>("/.well-known/jwks.json");
        var configuration = await _identity.Anonymous.GetFromJsonAsync<JsonNode>("/.well-known/openid-configuration");

        var key = keys!["keys"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        key["alg"]!.GetValue<string>().ShouldBe("ES256");
        key["crv"]!.GetValue<string>().ShouldBe("P-256");
        key.ContainsKey("d").ShouldBeFalse();
        configuration!["jwks_uri"]!.GetValue<string>().ShouldEndWith("/.well-known/jwks.json");
    }
}
