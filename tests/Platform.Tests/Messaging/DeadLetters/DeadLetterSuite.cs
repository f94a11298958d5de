using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

/// <summary>What people can do with dead letters; the same on both databases.</summary>
public abstract class DeadLetterSuite : IAsyncLifetime
{
    private const string Path = DeadLetterWorld.Path;
    private DeadLetterWorld _world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await DeadLetterWorld.StartAsync(await SettingsAsync());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_event_and_every_error()
    {
        var letter = await _world.BuryAsync();

        var shown = await _world.GetAsync(letter);

        shown.Letter.State.ShouldBe("dead");
        shown.Payload.GetProperty("id").GetString().ShouldBe(letter.Subject);
        shown.FailedAttempts.Select(attempt => attempt.Errors.Single().Message)
            .ShouldBe(["broken 1", "broken 2", "broken 3", "broken 4", "broken 5", "broken 6"]);
        (await _world.JournalAsync(letter)).ShouldBe(["dead-letter.viewed ok"]);
    }

    [Fact]
    public async Task Fixed_and_replayed_it_completes_once()
    {
        var letter = await _world.BuryAsync();

        var answer = await PostAsync(_world.Admin, $"{Path}/{letter.Id}/replay", new { reason = "The shelf is back." });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _world.StateAsync(letter, DeadLetter.Replayed);
        (await _world.EffectsOfAsync(letter)).ShouldBe(1);
        var progress = await _world.Admin.GetFromJsonAsync<DeadLetterReplayDto>(answer.Headers.Location, WireJson.Options, Ct);
        (progress!.Total, progress.Done).ShouldBe((1, 1));
        (await _world.JournalAsync(letter)).ShouldBe(["dead-letter.replay-asked ok", "dead-letter.replayed ok"]);
    }

    [Fact]
    public async Task A_replay_that_fails_is_dead_again_with_the_new_error()
    {
        _world.Handled.Answer = _ => throw new InvalidOperationException("no shelf");
        var letter = await _world.BuryAsync();
        await PostAsync(_world.Admin, $"{Path}/{letter.Id}/replay", new { });

        var shown = await Eventually.ValueAsync(
            () => _world.GetAsync(letter),
            found => found is { Letter.State: "dead", FailedAttempts.Count: 7 },
            "the failed replay", Ct);

        shown.FailedAttempts[^1].Replay.ShouldBeTrue();
        shown.FailedAttempts[^1].Errors.Single().Message.ShouldBe("no shelf");
        (await _world.JournalAsync(letter)).ShouldContain("dead-letter.replayed failed");
    }

    [Fact]
    public async Task A_corrected_payload_is_handled_and_stands_beside_the_original()
    {
        var letter = await _world.BuryAsync();
        var payload = JsonDocument.Parse($$"""{ "agency": "{{_world.Agency}}", "id": "{{letter.Subject}}" }""").RootElement;

        var answer = await PostAsync(_world.Admin, $"{Path}/{letter.Id}/replay", new { payload });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _world.StateAsync(letter, DeadLetter.Replayed);
        var shown = await _world.GetAsync(letter);
        shown.EditedPayload!.Value.EnumerateObject().First().Name.ShouldBe("agency");
        shown.Payload.EnumerateObject().First().Name.ShouldBe("id");
    }

    [Fact]
    public async Task A_payload_that_the_contract_does_not_know_is_refused_and_nothing_changes()
    {
        var letter = await _world.BuryAsync();

        var answer = await PostAsync(
            _world.Admin, $"{Path}/{letter.Id}/replay", new { payload = new { id = letter.Subject, agency = _world.Agency, more = 1 } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, Ct);
        problem!.Code.ShouldBe("payload_invalid");
        problem.Errors!.Keys.ShouldBe(["payload.more"]);
        (await _world.GetAsync(letter)).Revision.ShouldBe(1);
    }

    [Fact]
    public async Task All_of_a_handler_are_replayed_and_the_progress_is_told()
    {
        var letters = new List<DeadLetter> { await _world.BuryAsync(), await _world.BuryAsync(), await _world.BuryAsync() };
        var foreign = await _world.BuryAsync(agency: Guid.CreateVersion7());

        var answer = await PostAsync(_world.Admin, $"{Path}/replay", new { handler = DeadLetterWorld.Group });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<DeadLetterReplayDto>(WireJson.Options, Ct))!.Total.ShouldBe(3);
        await Eventually.TrueAsync(
            async () => (await _world.Admin.GetFromJsonAsync<DeadLetterReplayDto>(answer.Headers.Location, WireJson.Options, Ct))!.Done == 3,
            "all are replayed", Ct);
        foreach (var letter in letters)
        {
            (await _world.EffectsOfAsync(letter)).ShouldBe(1);
        }

        (await _world.StateAsync(foreign, DeadLetter.Dead)).ShouldBe(DeadLetter.Dead);
        (await _world.Stranger.GetAsync(answer.Headers.Location, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_discarded_letter_says_why_and_who()
    {
        var letter = await _world.BuryAsync();

        var answer = await PostAsync(_world.Admin, $"{Path}/{letter.Id}/discard", new { reason = "Uploaded again." });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = (await _world.GetAsync(letter)).Letter;
        (shown.State, shown.Reason).ShouldBe(("discarded", "Uploaded again."));
        shown.DecidedBy.ShouldStartWith("user:");
        (await _world.JournalAsync(letter))[0].ShouldBe("dead-letter.discarded ok");
        (await PostAsync(_world.Admin, $"{Path}/{letter.Id}/discard", new { reason = "Again." }))
            .StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_decision_on_what_changed_meanwhile_is_refused()
    {
        var letter = await _world.BuryAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{letter.Id}/discard")
        {
            Content = JsonContent.Create(new { reason = "Old news." }),
            Headers = { IfMatch = { new("\"7\"") } },
        };

        (await _world.Admin.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Another_agencys_dead_letter_does_not_exist()
    {
        var letter = await _world.BuryAsync();

        (await _world.Stranger.GetAsync($"{Path}/{letter.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(_world.Stranger, $"{Path}/{letter.Id}/replay", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(_world.Stranger, $"{Path}/{letter.Id}/discard", new { reason = "Not mine." }))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(_world.Stranger)).Items.ShouldBeEmpty();
        (await ListAsync(_world.Stranger, "?scope=platform")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_auditor_reads_and_decides_nothing()
    {
        var letter = await _world.BuryAsync();

        (await ListAsync(_world.Auditor)).Items.ShouldHaveSingleItem().Id.ShouldBe(letter.Id);
        (await PostAsync(_world.Auditor, $"{Path}/{letter.Id}/replay", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(_world.Auditor, $"{Path}/{letter.Id}/discard", new { reason = "No." }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(_world.Auditor, $"{Path}/replay", new { handler = DeadLetterWorld.Group }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_platform_administrator_looks_after_every_agency_and_none()
    {
        var letter = await _world.BuryAsync();
        var nobodys = await _world.BuryAsync(agency: Guid.Empty);

        (await ListAsync(_world.Platform)).Items.Select(item => item.Id).ShouldBe([letter.Id, nobodys.Id], ignoreOrder: true);
        await PostAsync(_world.Platform, $"{Path}/{letter.Id}/replay", new { });
        await PostAsync(_world.Platform, $"{Path}/{nobodys.Id}/discard", new { reason = "Not needed." });

        await _world.StateAsync(letter, DeadLetter.Replayed);
        (await _world.StateAsync(nobodys, DeadLetter.Discarded)).ShouldBe(DeadLetter.Discarded);
        (await _world.JournalAsync(letter)).ShouldContain("dead-letter.replay-asked ok");
        (await ListAsync(_world.Admin)).Items.Select(item => item.Id).ShouldBe([letter.Id]);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        var subject = Guid.CreateVersion7();
        var letter = await _world.BuryAsync(subject);
        for (var i = 0; i < 4; i++)
        {
            await _world.BuryAsync();
        }

        (await ListAsync(_world.Admin, $"?subject={subject}")).Items.ShouldHaveSingleItem().Id.ShouldBe(letter.Id);
        (await ListAsync(_world.Admin, "?state=discarded")).Items.ShouldBeEmpty();
        (await ListAsync(_world.Admin, "?type=other.v1")).Items.ShouldBeEmpty();
        (await ListAsync(_world.Admin, "?to=2020-01-01T00:00:00Z")).Items.ShouldBeEmpty();
        var first = await ListAsync(_world.Admin, $"?limit=3&handler={DeadLetterWorld.Group}");
        var second = await ListAsync(_world.Admin, $"?limit=3&cursor={first.NextCursor}");
        first.Items.Concat(second.Items).Select(item => item.Id).Distinct().Count().ShouldBe(5);
        second.NextCursor.ShouldBeNull();
        var counts = await _world.Admin.GetFromJsonAsync<DeadLetterCounts>($"{Path}/counts", WireJson.Options, Ct);
        counts!.Items.ShouldBe([new("things", DeadLetterWorld.Group, "thing.made.v1", 5, 0)]);
    }

    [Theory]
    [InlineData("?state=gone", "state")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    public async Task A_bad_filter_is_named(string query, string member)
    {
        var answer = await _world.Admin.GetAsync(Path + query, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, Ct))!.Errors!.Keys.ShouldBe([member]);
    }

    [Theory]
    [InlineData("/replay", "{}", "handler")]
    [InlineData("/{id}/discard", """{"reason":" "}""", "reason")]
    [InlineData("/{id}/discard", """{"reason":"two\nlines"}""", "reason")]
    [InlineData("/{id}/discard", "{}", "reason")]
    [InlineData("/{id}/replay", """{"why":"?"}""", "why")]
    public async Task A_bad_decision_is_refused_and_nothing_changes(string path, string body, string member)
    {
        var letter = await _world.BuryAsync();
        using var content = new StringContent(body, null, "application/json");

        var answer = await _world.Admin.PostAsync(Path + path.Replace("{id}", $"{letter.Id}", StringComparison.Ordinal), content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, Ct))!.Errors!.Keys.ShouldBe([member]);
        (await _world.GetAsync(letter)).Revision.ShouldBe(1);
    }

    protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body, Ct);

    private static async Task<DeadLetterPage> ListAsync(HttpClient client, string query = "") =>
        (await client.GetFromJsonAsync<DeadLetterPage>(Path + query, WireJson.Options, Ct))!;
}

public sealed class DeadLetterSqliteTests : DeadLetterSuite
{
    protected override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>());
}

public sealed class DeadLetterPostgresTests : DeadLetterSuite
{
    private PostgresDatabase _database = null!;

    protected override async Task<Dictionary<string, string?>> SettingsAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        return new() { ["Data:Provider"] = "postgres", ["Data:ConnectionString"] = _database.ConnectionString };
    }

    protected override ValueTask CloseAsync() => _database.DisposeAsync();
}
