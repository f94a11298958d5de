using System.Net;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>The statements that differ between engines, on PostgreSQL.</summary>
public sealed class PostgresTests
{
    private static CancellationToken Ct => DocumentsHost.Ct;

    [Theory]
    [InlineData(PostgresDatabase.Direct)]
    [InlineData(PostgresDatabase.Pooled)]
    public async Task Documents_live_in_postgresql_as_well(string through)
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct, through);
        await using var app = await DigitalDocsApp.StartAsync(
            DocumentsHost.Services,
            settings: new AppSettings
            {
                Configuration = new Dictionary<string, string?>
                {
                    ["Data:Provider"] = "postgres",
                    ["Data:ConnectionString"] = database.ConnectionString,
                },
            },
            ct: Ct);
        var agent = app.Person(null, DocumentsHost.Everything);
        var granted = app.Person(agent.AgencyId, DocumentsHost.Everything);
        var first = (await agent.Client.UploadAsync("b.txt", "one"u8.ToArray(), Ct, fields: ("tags", "closing"))).Id!.Value;
        var second = (await agent.Client.UploadAsync("A.txt", "second"u8.ToArray(), Ct)).Id!.Value;

        var made = await agent.Client.PostAsync<TransactionDto>(
            "api/v1/transactions",
            new TransactionRequest("Elm", "cash", ClosingDate: new DateOnly(2026, 12, 1)),
            HttpStatusCode.Created,
            Ct);
        (await agent.Client.PutAsync(first, new { transactionId = made.Id, @class = "deed" }, Ct)).EnsureSuccessStatusCode();
        var share = await agent.Client.PostAsync<ShareDto>(
            $"api/v1/documents/{first}/share",
            new { with = new { kind = "link" }, permissions = new[] { "view", "download" }, maxOpens = 1 },
            HttpStatusCode.Created,
            Ct);

        foreach (var sort in new[] { "createdAt", "-createdAt", "name", "-name", "size", "-size" })
        {
            var page = await ListAsync(agent, $"sort={sort}&limit=1");
            var rest = await ListAsync(agent, $"sort={sort}&limit=1&cursor={page.NextCursor}");
            page.Items.Concat(rest.Items).Select(item => item.Id).ShouldBe([first, second], ignoreOrder: true);
        }

        (await ListAsync(agent, "tag=closing&class=deed&status=stored&q=B.&from=2020-01-01")).Items.Single().Id.ShouldBe(first);
        (await ListAsync(granted, "")).Items.ShouldBeEmpty();
        app.Allow(granted.UserId, agent.AgencyId, DocumentsHost.Everything,
            [new GrantDto("document", second, [Permissions.DocumentsView], null)]);
        await Eventually.TrueAsync(
            async () => (await ListAsync(granted, "")).Items.Any(item => item.Id == second), "the grant to count", Ct);
        (await agent.Client.GetAsync<Page<TransactionDto>>("api/v1/transactions?q=elm", Ct)).Items.Single().DocumentCount.ShouldBe(1);
        (await app.Anonymous.GetAsync(share.Url, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var late = new HttpClient();
        (await late.GetAsync(share.Url, Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    private static Task<Page<DocumentItem>> ListAsync(Person person, string query) =>
        person.Client.GetAsync<Page<DocumentItem>>($"api/v1/documents?{query}", Ct);
}
