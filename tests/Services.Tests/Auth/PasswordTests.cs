using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Auth;
using DigitalDocs.Auth.Passwords;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Auth;

public sealed class PasswordTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public void A_hash_is_Argon2id_as_others_compute_it()
    {
        // Computed with an implementation that shares no code with ours (Konscious).
        const string reference =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE";

        PasswordHash.CostOf(reference).ShouldBe(new HashCost(19_456, 2));
        PasswordHash.Matches("password", reference).ShouldBeTrue();
        PasswordHash.Matches("Password", reference).ShouldBeFalse();
    }

    [Fact]
    public void The_same_password_is_hashed_differently_each_time()
    {
        var cost = new HashCost(19_456, 2);
        var hash = PasswordHash.Of("caf\u00e9 au lait", cost);

        hash.ShouldNotBe(PasswordHash.Of("caf\u00e9 au lait", cost));
        PasswordHash.Matches("caf\u00e9 au lait", hash).ShouldBeTrue();
    }

    [Theory]
    [InlineData("seven77")]
    [InlineData("password1")]
    [InlineData("QWERTY123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("coralbay2024")]
    public void A_password_that_is_short_well_known_or_made_of_own_words_is_refused(string password) =>
        PasswordRules.Check(password, "ann@coralbay.example").ShouldNotBeNull();

    [Fact]
    public void Long_sentences_are_welcome_up_to_the_limit()
    {
        PasswordRules.Check("the closing is on thursday").ShouldBeNull();
        PasswordRules.Check(string.Concat(Enumerable.Range(0, 128).Select(i => (char)('a' + (i % 26))))).ShouldBeNull();
        PasswordRules.Check(string.Concat(Enumerable.Range(0, 129).Select(i => (char)('a' + (i % 26)))))
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hash_of_another_cost_is_brought_up_to_date_at_sign_in()
    {
        var email = Identity.NewEmail();
        var user = await _identity.CreateUserAsync(await _identity.CreateAgencyAsync(), email, RoleNames.Agent);
        var old = PasswordHash.Of(Identity.Password, new HashCost(8_192, 1));
        await _identity.App.UseAsync<AuthDb, int>(Guid.Empty, db => db.Credentials.Where(c => c.UserId == user)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PasswordHash, old)));

        await _identity.LoginAsync(email);

        var now = await _identity.App.UseAsync<AuthDb, string>(
            Guid.Empty, db => db.Credentials.Where(c => c.UserId == user).Select(c => c.PasswordHash).SingleAsync());
        PasswordHash.CostOf(now).ShouldBe(new HashCost(19_456, 2));
        await _identity.LoginAsync(email);
    }

    [Fact]
    public async Task A_new_colleague_chooses_a_password_with_a_link_that_works_once()
    {
        var admin = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.AgencyAdmin);
        var email = Identity.NewEmail("bob");
        var created = await admin.Client
            .PostAsJsonAsync("api/v1/users", new CreateUserRequest("Bob Builder", email, [RoleNames.Agent]), WireJson.Options)
            .ReadAsync<CreatedUserAnswer>(HttpStatusCode.Created);
        var link = created.PasswordLink.ShouldNotBeNull().Token;
        await _identity.TryLoginAsync(email, "").ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");

        await SetAsync(link, "12345678").ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "weak_password");
        (await SetAsync(link, Identity.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await _identity.LoginAsync(email)).Agency.Roles.ShouldBe([RoleNames.Agent]);
        await SetAsync(link, "another good sentence").ShouldBeProblemAsync(HttpStatusCode.Gone, "link_used");
        await SetAsync("made up", Identity.Password).ShouldBeProblemAsync(HttpStatusCode.Gone, "link_used");

        var renewed = await admin.Client.PostAsync($"api/v1/users/{created.User.Id}/password-link", null)
            .ReadAsync<PasswordLinkAnswer>();
        (await SetAsync(renewed.Token, "another good sentence")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _identity.TryLoginAsync(email).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Fact]
    public async Task The_first_administrator_sets_the_installation_up_once()
    {
        await using var identity = await Identity.StartAsync();
        var token = await SetupTokenAsync(identity);
        var request = new SetupRequest(token!, "Harbor Title", "Ann Archer", "ann@example.com", "a quiet blue lagoon");

        await SetUpAsync(identity, request with { Token = "made up" })
            .ShouldBeProblemAsync(HttpStatusCode.Gone, "link_used");
        await SetUpAsync(identity, request with { Password = "password1" })
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "weak_password");
        var answer = await SetUpAsync(identity, request).ReadAsync<TokenAnswer>();

        answer.Agency.Roles.ShouldContain(RoleNames.AgencyAdmin);
        await SetUpAsync(identity, request with { Email = "eve@example.com" })
            .ShouldBeProblemAsync(HttpStatusCode.Gone, "link_used");
        (await SetupTokenAsync(identity)).ShouldBeNull();
        (await identity.TryLoginAsync("ann@example.com", "a quiet blue lagoon")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_installation_with_people_in_it_is_not_set_up_with_an_older_link()
    {
        await using var identity = await Identity.StartAsync();
        var token = await SetupTokenAsync(identity);
        await identity.CreateUserAsync(await identity.CreateAgencyAsync(), "ann@example.com", RoleNames.AgencyAdmin);

        await SetUpAsync(identity, new SetupRequest(token!, "Eve's", "Eve", "eve@example.com", "a quiet blue lagoon"))
            .ShouldBeProblemAsync(HttpStatusCode.Gone, "link_used");
    }

    private static Task<HttpResponseMessage> SetUpAsync(Identity identity, SetupRequest request) =>
        identity.Anonymous.PostAsJsonAsync("api/v1/auth/setup", request, WireJson.Options);

    private static async Task<string?> SetupTokenAsync(Identity identity)
    {
        await using var scope = identity.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CredentialAdministration>().CreateSetupTokenAsync(default);
    }

    private Task<HttpResponseMessage> SetAsync(string token, string password) =>
        _identity.Anonymous.PostAsJsonAsync("api/v1/auth/set-password", new SetPasswordRequest(token, password), WireJson.Options);
}
