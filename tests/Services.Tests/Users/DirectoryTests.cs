using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using DigitalDocs.Services.Tests.Auth;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Users;

public sealed class DirectoryTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public async Task Colleagues_are_listed_by_name_page_by_page_and_found_by_part_of_name_or_address()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        foreach (var name in new[] { "Östen Berg", "adam Smith", "Zoë Young", "Bea Jones" })
        {
            await CreateAsync(admin, name, Identity.NewEmail(name[..1] == "Z" ? "findme" : "x"));
        }

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await admin.Client.GetAsync($"api/v1/users?limit=2&cursor={cursor}").ReadAsync<Page<UserDto>>();
            names.AddRange(page.Items.Select(user => user.Name));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        names.ShouldBe(["adam Smith", "Bea Jones", "Some Body", "Zoë Young", "Östen Berg"]);
        (await FindAsync(admin, "ÖST")).ShouldBe(["Östen Berg"]);
        (await FindAsync(admin, "FindMe")).ShouldBe(["Zoë Young"]);
        (await FindAsync(admin, "%")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_agencys_people_do_not_exist_here()
    {
        var mine = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.AgencyAdmin);
        var foreign = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.AgencyAdmin);
        var update = new UpdateUserRequest("Somebody Else", null, null, null, null);
        var agency = new UpdateAgencyRequest("Taken over", null, null, null);
        var roles = new SetMembershipRequest([RoleNames.Client]);
        Task<HttpResponseMessage>[] requests =
        [
            mine.Client.GetAsync($"api/v1/users/{foreign.UserId}"),
            mine.Client.PutAsJsonAsync($"api/v1/users/{foreign.UserId}", update, WireJson.Options),
            mine.Client.PostAsync($"api/v1/users/{foreign.UserId}/deactivate", null),
            mine.Client.PostAsync($"api/v1/users/{foreign.UserId}/password-link", null),
            mine.Client.GetAsync($"api/v1/users/{foreign.UserId}/preferences"),
            mine.Client.PutAsJsonAsync($"api/v1/memberships/{foreign.UserId}", roles, WireJson.Options),
            mine.Client.GetAsync($"api/v1/agencies/{foreign.AgencyId}"),
            mine.Client.PutAsJsonAsync($"api/v1/agencies/{foreign.AgencyId}", agency, WireJson.Options),
        ];
        foreach (var request in requests)
        {
            await request.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        }

        (await mine.Client.GetAsync("api/v1/users").ReadAsync<Page<UserDto>>()).Items
            .ShouldHaveSingleItem().Id.ShouldBe(mine.UserId);
        (await mine.Client.GetAsync($"api/v1/memberships?userId={foreign.UserId}").ReadAsync<Page<MembershipDto>>())
            .Items.ShouldBeEmpty();
        (await mine.Client.GetAsync("api/v1/agencies").ReadAsync<Page<AgencyDto>>()).Items
            .ShouldHaveSingleItem().Id.ShouldBe(mine.AgencyId);
    }

    [Fact]
    public async Task A_person_changes_their_own_profile_and_nobody_elses()
    {
        var agency = await _identity.CreateAgencyAsync();
        var agent = await _identity.SignInAsync(agency, RoleNames.Agent);
        var other = await _identity.SignInAsync(agency, RoleNames.Agent);
        var change = new UpdateUserRequest("Ann Archer", "+1 555 0100", "Closer", "America/Chicago", "en-US");

        using var before = await agent.Client.GetAsync($"api/v1/users/{agent.UserId}");
        var tag = before.Headers.ETag!.ToString();
        var changed = await PutAsync(agent, agent.UserId, change, tag).ReadAsync<UserDto>();

        changed.Name.ShouldBe("Ann Archer");
        changed.TimeZone.ShouldBe("America/Chicago");
        await PutAsync(agent, agent.UserId, change, tag)
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "changed_meanwhile");
        await PutAsync(agent, other.UserId, change, null).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var problem = await PutAsync(agent, agent.UserId, change with { Name = " ", TimeZone = "Mars/Base" }, null)
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors!.Keys.ShouldBe(["name", "timeZone"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_new_name_is_shown_at_once_to_whom_the_old_one_was_just_shown()
    {
        var agent = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.Agent);
        (await agent.Client.GetAsync("api/v1/auth/me").ReadAsync<MeAnswer>()).User.Name.ShouldBe("Some Body");

        using var changed = await PutAsync(agent, agent.UserId, new UpdateUserRequest("Ann Archer", null, null, null, null), null);

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await agent.Client.GetAsync("api/v1/auth/me").ReadAsync<MeAnswer>()).User.Name.ShouldBe("Ann Archer");
    }

    [Fact]
    public async Task Preferences_are_kept_for_oneself_only()
    {
        var agency = await _identity.CreateAgencyAsync();
        var agent = await _identity.SignInAsync(agency, RoleNames.Agent);
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var path = $"api/v1/users/{agent.UserId}/preferences";
        var dark = new PreferencesDto(new Dictionary<string, string> { ["theme"] = "dark" });

        (await agent.Client.GetAsync(path).ReadAsync<PreferencesDto>()).Values.ShouldBeEmpty();
        await agent.Client.PutAsJsonAsync(path, dark, WireJson.Options).ReadAsync<PreferencesDto>();

        (await agent.Client.GetAsync(path).ReadAsync<PreferencesDto>()).Values["theme"].ShouldBe("dark");
        await admin.Client.GetAsync(path).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        var huge = new PreferencesDto(new Dictionary<string, string> { ["x"] = new('y', 4001) });
        await agent.Client.PutAsJsonAsync(path, huge, WireJson.Options)
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task A_colleague_needs_a_name_an_address_and_known_roles_and_an_address_nobody_has()
    {
        var admin = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.AgencyAdmin);
        var email = Identity.NewEmail();
        await CreateAsync(admin, "Ann Archer", email);

        await TryCreateAsync(admin, "Ann Again", email.ToUpperInvariant(), RoleNames.Agent)
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "email_in_use");
        var problem = await TryCreateAsync(admin, "", "no address", "king")
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors!.Keys.ShouldBe(["name", "email", "roles"], ignoreOrder: true);
        await TryCreateAsync(admin, "Too Mighty", Identity.NewEmail(), RoleNames.PlatformAdmin)
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Only_who_runs_the_installation_makes_agencies()
    {
        var request = new CreateAgencyRequest("North Title", "L-1");
        var home = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(home, RoleNames.AgencyAdmin);
        var platform = await _identity.SignInAsync(home, RoleNames.PlatformAdmin);

        await admin.Client.PostAsJsonAsync("api/v1/agencies", request, WireJson.Options)
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var made = await platform.Client.PostAsJsonAsync("api/v1/agencies", request, WireJson.Options)
            .ReadAsync<AgencyDto>(HttpStatusCode.Created);

        (await platform.Client.GetAsync($"api/v1/agencies/{made.Id}").ReadAsync<AgencyDto>()).Name
            .ShouldBe("North Title");
        await admin.Client.GetAsync($"api/v1/agencies/{made.Id}")
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task An_agencys_administrator_cannot_become_or_remove_who_runs_the_installation()
    {
        var home = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(home, RoleNames.AgencyAdmin);
        var platform = await _identity.SignInAsync(home, RoleNames.PlatformAdmin, RoleNames.AgencyAdmin);
        var roles = new SetMembershipRequest([RoleNames.Agent]);

        Task<HttpResponseMessage>[] attempts =
        [
            admin.Client.PostAsync($"api/v1/users/{platform.UserId}/password-link", null),
            admin.Client.PostAsync($"api/v1/users/{platform.UserId}/deactivate", null),
            admin.Client.PutAsJsonAsync($"api/v1/memberships/{platform.UserId}", roles, WireJson.Options),
        ];

        foreach (var attempt in attempts)
        {
            await attempt.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }

        (await platform.Client.PostAsync($"api/v1/users/{admin.UserId}/deactivate", null)).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);
    }

    private static Task<HttpResponseMessage> PutAsync(Person who, Guid id, UpdateUserRequest change, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/users/{id}")
        {
            Content = JsonContent.Create(change, options: WireJson.Options),
        };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return who.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> TryCreateAsync(Person admin, string name, string email, string role) =>
        admin.Client.PostAsJsonAsync("api/v1/users", new CreateUserRequest(name, email, [role]), WireJson.Options);

    private static Task<CreatedUserAnswer> CreateAsync(Person admin, string name, string email) =>
        TryCreateAsync(admin, name, email, RoleNames.Agent).ReadAsync<CreatedUserAnswer>(HttpStatusCode.Created);

    private static async Task<IEnumerable<string>> FindAsync(Person who, string q) =>
        (await who.Client.GetAsync($"api/v1/users?q={Uri.EscapeDataString(q)}").ReadAsync<Page<UserDto>>())
            .Items.Select(user => user.Name);
}
