using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using DigitalDocs.Services.Tests.Auth;
using DigitalDocs.Testing;
using DigitalDocs.Users;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Services.Tests.Users;

public sealed class LastAdminTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public async Task The_last_administrator_is_neither_demoted_nor_deactivated()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        await _identity.SignInAsync(agency, RoleNames.Broker);

        await SetAsync(admin, admin.UserId, RoleNames.Agent)
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "last_agency_admin");
        await DeactivateAsync(admin, admin.UserId)
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "last_agency_admin");
        (await SetAsync(admin, admin.UserId, RoleNames.Agent, RoleNames.AgencyAdmin)).StatusCode
            .ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one()
    {
        var agency = await _identity.CreateAgencyAsync();
        var (one, two) = (
            await _identity.SignInAsync(agency, RoleNames.AgencyAdmin),
            await _identity.SignInAsync(agency, RoleNames.AgencyAdmin));

        await Task.WhenAll(
            SetAsync(one, two.UserId, RoleNames.Agent), DeactivateAsync(two, one.UserId), DeactivateAsync(one, two.UserId));

        var left = await _identity.App.UseAsync<UsersDb, int>(agency, db =>
            db.Memberships.CountAsync(m => m.Active && m.Roles.Contains(RoleNames.AgencyAdmin)));
        left.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_role_makes_old_tokens_useless_and_new_ones_carry_it()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var email = Identity.NewEmail();
        var user = await _identity.CreateUserAsync(agency, email, RoleNames.Agent);
        var tokens = await _identity.LoginAsync(email);
        using var old = _identity.App.Client(tokens.AccessToken);

        (await SetAsync(admin, user, RoleNames.Broker)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.TrueAsync(
            async () => (await old.GetAsync("api/v1/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the token with the old role is refused",
            TestContext.Current.CancellationToken);
        var refreshed = await _identity.RefreshAsync(tokens.RefreshToken!).ReadAsync<Contracts.Auth.TokenAnswer>();
        refreshed.Agency.Roles.ShouldBe([RoleNames.Broker]);
        using var current = _identity.App.Client(refreshed.AccessToken);
        (await current.GetAsync("api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deactivated_colleague_comes_back_by_getting_roles_again()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var email = Identity.NewEmail();
        var user = await _identity.CreateUserAsync(agency, email, RoleNames.Agent);
        (await DeactivateAsync(admin, user)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await admin.Client.GetAsync($"api/v1/users/{user}").ReadAsync<UserDto>()).Active.ShouldBeFalse();

        (await SetAsync(admin, user, RoleNames.Assistant)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _identity.LoginAsync(email)).Agency.Roles.ShouldBe([RoleNames.Assistant]);
    }

    private static Task<HttpResponseMessage> SetAsync(Person admin, Guid user, params string[] roles) =>
        admin.Client.PutAsJsonAsync($"api/v1/memberships/{user}", new SetMembershipRequest(roles), WireJson.Options);

    private static Task<HttpResponseMessage> DeactivateAsync(Person admin, Guid user) =>
        admin.Client.PostAsync($"api/v1/users/{user}/deactivate", null);
}
