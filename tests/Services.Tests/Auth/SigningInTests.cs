using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Auth;

public sealed class SigningInTests
{
    [Fact]
    public async Task A_person_signs_in_with_address_and_password_and_learns_who_and_where_they_are()
    {
        await using var identity = await Identity.StartAsync();
        var agency = await identity.CreateAgencyAsync();
        var user = await identity.CreateUserAsync(agency, "ann@example.com", RoleNames.EscrowOfficer);

        var answer = await identity.LoginAsync("  Ann@Example.com ");

        answer.User.Id.ShouldBe(user);
        answer.Agency.ShouldSatisfyAllConditions(
            a => a.Id.ShouldBe(agency),
            a => a.Name.ShouldBe("Harbor Title"),
            a => a.Roles.ShouldBe([RoleNames.EscrowOfficer]));
        answer.RefreshToken.ShouldNotBeNull();

        var me = await identity.App.Client(answer.AccessToken)
            .GetFromJsonAsync<MeAnswer>("api/v1/auth/me", WireJson.Options);
        me!.User.Email.ShouldBe("ann@example.com");
        me.Permissions.ShouldContain(Permissions.DocumentsCreate);
        me.Permissions.ShouldNotContain(Permissions.UsersManage);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_everywhere_at_once()
    {
        await using var identity = await Identity.StartAsync();
        var agency = await identity.CreateAgencyAsync();
        await identity.CreateUserAsync(agency, "ann@example.com", RoleNames.Agent);
        var tokens = await identity.LoginAsync("ann@example.com");
        using var client = identity.App.Client(tokens.AccessToken);
        (await client.GetAsync("api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.PostAsync("api/v1/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(
            async () => (await client.GetAsync("api/v1/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the access token is refused",
            TestContext.Current.CancellationToken);
        await identity.RefreshAsync(tokens.RefreshToken!)
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
    }
}
