using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Authorization.Handlers;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Services.Tests.Auth;
using DigitalDocs.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests.Authorization;

public sealed class GrantTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private readonly Identity _identity = fixture.Identity;

    [Fact]
    public async Task A_share_with_a_member_becomes_a_grant_and_a_revoked_one_takes_it_away()
    {
        var agency = await _identity.CreateAgencyAsync();
        var person = await _identity.SignInAsync(agency, RoleNames.Agent);
        var document = Guid.CreateVersion7();
        var share = new DocumentShared(
            document, agency, Guid.CreateVersion7(), "member", person.UserId, ["view", "download"], null);

        await HandleAsync<WhenDocumentShared, DocumentShared>(agency, share);
        (await CheckAsync(person, Permissions.DocumentsView, $"document:{document}")).Rule
            .ShouldBe($"grant:document:{document}");
        (await CheckAsync(person, Permissions.DocumentsEdit, $"document:{document}")).Allowed.ShouldBeFalse();

        await HandleAsync<WhenDocumentShared, DocumentShared>(agency, share with { Permissions = ["view"] });
        (await CheckAsync(person, Permissions.DocumentsDownload, $"document:{document}")).Allowed.ShouldBeFalse();

        await HandleAsync<WhenDocumentShared, DocumentShared>(agency, share with { Permissions = [] });
        (await CheckAsync(person, Permissions.DocumentsView, $"document:{document}")).Rule.ShouldBe("no-grant");
    }

    [Fact]
    public async Task An_expired_grant_counts_no_more()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-02T09:00:00Z"));
        await using var identity = await Identity.StartAsync(clock);
        var agency = await identity.CreateAgencyAsync();
        var user = Guid.CreateVersion7();
        await HandleAsync<WhenDocumentShared, DocumentShared>(identity, agency, new DocumentShared(
            Guid.CreateVersion7(), agency, Guid.CreateVersion7(), "member", user, ["view"], clock.GetUtcNow().AddHours(1)));

        (await SnapshotAsync(identity, agency, user)).Grants.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromHours(1));

        (await SnapshotAsync(identity, agency, user)).Grants.ShouldBeEmpty();
    }

    [Fact]
    public async Task Members_of_a_closing_file_may_work_in_it_until_they_leave_it()
    {
        var agency = await _identity.CreateAgencyAsync();
        var (stays, leaves) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var file = new TransactionChanged(
            Guid.CreateVersion7(), agency, "12 Elm St", null, "open", false, [stays, leaves], 1);

        await HandleAsync<WhenTransactionChanged, TransactionChanged>(agency, file);
        await HandleAsync<WhenTransactionChanged, TransactionChanged>(agency, file with { Members = [stays], Revision = 2 });

        var kept = (await SnapshotAsync(_identity, agency, stays)).Grants.ShouldHaveSingleItem();
        kept.Kind.ShouldBe("transaction");
        kept.ResourceId.ShouldBe(file.TransactionId);
        kept.Permissions.ShouldContain(Permissions.DocumentsCreate);
        (await SnapshotAsync(_identity, agency, leaves)).Grants.ShouldBeEmpty();

        await HandleAsync<WhenTransactionChanged, TransactionChanged>(agency, file with { Deleted = true, Revision = 3 });
        (await SnapshotAsync(_identity, agency, stays)).Grants.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_grant_of_one_agency_is_unknown_in_another()
    {
        var (here, there) = (await _identity.CreateAgencyAsync(), await _identity.CreateAgencyAsync());
        var user = Guid.CreateVersion7();
        await HandleAsync<WhenDocumentShared, DocumentShared>(here, new DocumentShared(
            Guid.CreateVersion7(), here, Guid.CreateVersion7(), "member", user, ["view"], null));

        (await SnapshotAsync(_identity, there, user)).Grants.ShouldBeEmpty();
        (await SnapshotAsync(_identity, here, user)).Grants.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_version_of_a_snapshot_rises_with_every_change()
    {
        var agency = await _identity.CreateAgencyAsync();
        var user = Guid.CreateVersion7();
        var versions = new List<long>();
        foreach (var roles in new string[][] { [RoleNames.Agent], [RoleNames.Broker], [RoleNames.Agent] })
        {
            await HandleAsync<WhenMembershipChanged, MembershipChanged>(agency, new MembershipChanged(user, agency, roles, true));
            versions.Add((await SnapshotAsync(_identity, agency, user)).Version);
        }

        versions.ShouldBe(versions.Distinct().Order());
    }

    [Fact]
    public async Task Until_the_membership_is_known_the_tokens_roles_count_and_afterwards_they_must_agree()
    {
        var agency = await _identity.CreateAgencyAsync();
        var user = Guid.CreateVersion7();
        var early = await SnapshotAsync(_identity, agency, user, "agent");
        await HandleAsync<WhenMembershipChanged, MembershipChanged>(
            agency, new MembershipChanged(user, agency, [RoleNames.Broker], true));

        early.Active.ShouldBeTrue();
        early.Roles.ShouldBe([RoleNames.Agent]);
        (await SnapshotAsync(_identity, agency, user, "agent")).Active.ShouldBeFalse();
        (await SnapshotAsync(_identity, agency, user, "broker")).Active.ShouldBeTrue();
    }

    [Fact]
    public async Task An_explanation_names_the_rule_that_decided()
    {
        var agency = await _identity.CreateAgencyAsync();
        var admin = await _identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var agent = await _identity.SignInAsync(agency, RoleNames.Agent);
        await Eventually.TrueAsync(
            async () => (await ExplainAsync(admin, agent.UserId, Permissions.DocumentsView)).Allowed,
            "the membership is known",
            TestContext.Current.CancellationToken);

        (await ExplainAsync(admin, agent.UserId, Permissions.DocumentsView)).Rule.ShouldBe("role:agent");
        (await ExplainAsync(admin, agent.UserId, Permissions.UsersManage)).Rule.ShouldBe("no-role-allows");
        (await ExplainAsync(admin, admin.UserId, Permissions.DocumentsView, $"document:{Guid.CreateVersion7()}"))
            .Rule.ShouldBe("role:agencyAdmin");
        (await ExplainAsync(admin, Guid.CreateVersion7(), Permissions.DocumentsView)).Rule.ShouldBe("not-a-member");
        await admin.Client.GetAsync($"api/v1/authorization/explain?subject={agent.UserId}&action=fly")
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        await agent.Client.GetAsync($"api/v1/authorization/explain?subject={agent.UserId}&action=documents.view")
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task People_cannot_read_snapshots()
    {
        var person = await _identity.SignInAsync(await _identity.CreateAgencyAsync(), RoleNames.AgencyAdmin);
        await person.Client.GetAsync($"api/v1/authorization/snapshots/{person.UserId}?agencyId={person.AgencyId}")
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await person.Client.GetAsync($"api/v1/users/sign-in-subject?userId={person.UserId}")
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await person.Client.PostAsJsonAsync(
                "api/v1/auth/password-links", new Contracts.Auth.PasswordLinkRequest(person.UserId, "a@b.example"), WireJson.Options)
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task<AuthorizationSnapshot> SnapshotAsync(
        Identity identity, Guid agency, Guid user, string roles = "agent")
    {
        using var client = identity.App.Internal(agency);
        return await client.GetAsync($"api/v1/authorization/snapshots/{user}?agencyId={agency}&roles={roles}")
            .ReadAsync<AuthorizationSnapshot>();
    }

    private static async Task<DecisionDto> CheckAsync(Person person, string permission, string resource)
    {
        var request = new CheckRequest([new CheckItem(permission, resource)]);
        var answer = await person.Client.PostAsJsonAsync("api/v1/authorization/check", request, WireJson.Options)
            .ReadAsync<CheckAnswer>();
        return answer.Decisions.ShouldHaveSingleItem();
    }

    private static Task<DecisionDto> ExplainAsync(Person asks, Guid subject, string action, string? resource = null) =>
        asks.Client.GetAsync($"api/v1/authorization/explain?subject={subject}&action={action}&resource={resource}")
            .ReadAsync<DecisionDto>();

    private static async Task HandleAsync<THandler, TEvent>(Identity identity, Guid agency, TEvent @event)
        where THandler : class, IEventHandler<TEvent>
        where TEvent : IEvent =>
        (await identity.App.UseAsync<THandler, HandlerOutcome>(
            agency, handler => handler.HandleAsync(@event, TestContext.Current.CancellationToken)))
                .ShouldBe(HandlerOutcome.Done);

    private Task HandleAsync<THandler, TEvent>(Guid agency, TEvent @event)
        where THandler : class, IEventHandler<TEvent>
        where TEvent : IEvent => HandleAsync<THandler, TEvent>(_identity, agency, @event);
}
