using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class EditingTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Fact]
    public async Task Metadata_of_every_type_is_kept()
    {
        var id = await UploadAsync();

        var response = await _agent.Client.PutAsync(
            id,
            new
            {
                name = "New name.pdf",
                @class = "closingDisclosure",
                tags = new[] { "a", "b" },
                fields = new object[]
                {
                    new { name = "loanAmount", type = "money", values = new[] { new { amount = "162000.00", currency = "USD" } } },
                    new { name = "closingDate", type = "date", values = new[] { "2026-11-30" } },
                    new { name = "party", type = "party", values = new[] { new { name = "Ann", role = "buyer" }, new { name = "Bo", role = "seller" } } },
                    new { name = "pages", type = "integer", values = new[] { 5 } },
                    new { name = "signed", type = "boolean", values = new[] { true } },
                },
            },
            Ct);
        var changed = await response.ReadAsync<DocumentDto>(HttpStatusCode.OK, Ct);

        changed.Name.ShouldBe("New name.pdf");
        changed.Class!.By.ShouldBe("person");
        changed.Tags.ShouldBe(["a", "b"]);
        changed.Fields.Count.ShouldBe(6);
        changed.Fields.First(field => field.Name == "loanAmount").Value!["amount"]!.GetValue<string>().ShouldBe("162000.00");
        changed.Fields.ShouldAllBe(field => field.By == "person");
    }

    [Theory]
    [InlineData("money", "{\"amount\":\"12\",\"currency\":\"USD\"}")]
    [InlineData("money", "12")]
    [InlineData("date", "\"30.11.2026\"")]
    [InlineData("integer", "1.5")]
    [InlineData("boolean", "\"yes\"")]
    [InlineData("party", "{\"name\":\"Ann\",\"age\":3}")]
    [InlineData("colour", "\"red\"")]
    [InlineData("string", "null")]
    public async Task A_value_that_does_not_fit_its_type_changes_nothing(string type, string value)
    {
        var id = await UploadAsync();

        var response = await _agent.Client.PutAsync(
            id,
            new
            {
                name = "changed",
                fields = new[] { new { name = "field", type, values = new[] { System.Text.Json.Nodes.JsonNode.Parse(value) } } },
            },
            Ct);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        problem.Errors!.Keys.ShouldBe(["fields.field"]);
        (await GetAsync(id)).Name.ShouldBe("a.txt");
    }

    [Fact]
    public async Task A_change_based_on_an_old_state_is_refused()
    {
        var id = await UploadAsync();
        var seen = (await _agent.Client.GetAsync($"api/v1/documents/{id}", Ct)).Headers.ETag!.Tag;

        var first = await _agent.Client.PutAsync(id, new { name = "first" }, Ct, seen);
        var second = await _agent.Client.PutAsync(id, new { name = "second" }, Ct, seen);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await second.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "changed_meanwhile", Ct);
        (await GetAsync(id)).Name.ShouldBe("first");
    }

    [Fact]
    public async Task Versions_stand_beside_each_other()
    {
        var id = await UploadAsync("first"u8.ToArray());
        using var body = new ByteArrayContent("%PDF-1.7 second"u8.ToArray());

        var added = await _agent.Client.PostAsync($"api/v1/documents/{id}/versions?name=b.pdf", body, Ct);
        var version = await added.ReadAsync<VersionDto>(HttpStatusCode.Created, Ct);
        var versions = await _agent.Client.GetAsync<Page<VersionDto>>($"api/v1/documents/{id}/versions", Ct);
        var old = await _agent.Client.GetStringAsync($"api/v1/documents/{id}/versions/1/content", Ct);
        var current = await _agent.Client.GetStringAsync($"api/v1/documents/{id}/content", Ct);
        var none = await _agent.Client.GetAsync($"api/v1/documents/{id}/versions/3/content", Ct);

        version.Number.ShouldBe(2);
        version.MediaType.ShouldBe("application/pdf");
        versions.Items.Select(v => v.Number).ShouldBe([2, 1]);
        old.ShouldBe("first");
        current.ShouldBe("%PDF-1.7 second");
        await none.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        (await GetAsync(id)).Name.ShouldBe("b.pdf");
    }

    [Fact]
    public async Task Versions_sent_at_once_never_share_a_number()
    {
        var id = await UploadAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var body = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"version {i}"));
            return (i, await _agent.Client.PostAsync($"api/v1/documents/{id}/versions?name=v.txt", body, Ct));
        }));

        foreach (var (i, answer) in answers.Where(answer => answer.Item2.StatusCode == HttpStatusCode.Created))
        {
            var version = await answer.ReadAsync<VersionDto>(HttpStatusCode.Created, Ct);
            (await _agent.Client.GetStringAsync($"api/v1/documents/{id}/versions/{version.Number}/content", Ct))
                .ShouldBe($"version {i}");
        }

        answers.Count(answer => answer.Item2.StatusCode == HttpStatusCode.Created).ShouldBeGreaterThan(0);
        answers.Select(answer => answer.Item2.StatusCode).ShouldBeSubsetOf(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed]);
    }

    [Fact]
    public async Task A_deleted_document_is_in_the_trash_and_comes_back()
    {
        var id = await UploadAsync();

        (await _agent.Client.DeleteAsync($"api/v1/documents/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var gone = await _agent.Client.GetAsync($"api/v1/documents/{id}/content", Ct);
        var trash = await _agent.Client.GetAsync<Page<DocumentItem>>("api/v1/trash", Ct);
        var restored = await _agent.Client.PostAsync($"api/v1/documents/{id}/restore", null, Ct);

        await gone.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        trash.Items.ShouldContain(item => item.Id == id);
        restored.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(id)).Id.ShouldBe(id);
    }

    [Fact]
    public async Task The_trash_shows_what_was_deleted_last_first_and_when_it_goes_for_good()
    {
        Guid[] deleted = [await UploadAsync(), await UploadAsync(), await UploadAsync()];
        (deleted[0], deleted[1]) = (deleted[1], deleted[0]);
        foreach (var id in deleted)
        {
            (await _agent.Client.DeleteAsync($"api/v1/documents/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var found = new List<DocumentItem>();
        string? cursor = null;
        do
        {
            var page = await _agent.Client.GetAsync<Page<DocumentItem>>($"api/v1/trash?limit=1&cursor={cursor}", Ct);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        found.Select(item => item.Id).ShouldBe(deleted.Reverse());
        found.ShouldAllBe(item => item.RemovedAfter - item.DeletedAt == TimeSpan.FromDays(30));
    }

    private Task<DocumentDto> GetAsync(Guid id) => _agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct);

    private async Task<Guid> UploadAsync(byte[]? bytes = null) =>
        (await _agent.Client.UploadAsync("a.txt", bytes ?? Guid.CreateVersion7().ToByteArray(), Ct)).Id!.Value;
}
