using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class ListTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Theory]
    [InlineData("-createdAt")]
    [InlineData("createdAt")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("size")]
    [InlineData("-size")]
    public async Task Pages_together_are_the_whole_list_in_its_order(string sort)
    {
        foreach (var name in new[] { "b.txt", "A.txt", "b.txt", "c.txt", "Ä.txt", "b.txt", "a.txt" })
        {
            await UploadAsync(name);
        }

        var whole = await ListAsync($"sort={sort}");
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await PageAsync($"sort={sort}&limit=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            page.Items.Count.ShouldBeInRange(1, 2);
            paged.AddRange(page.Items.Select(item => item.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        paged.ShouldBe(whole);
        whole.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        var deed = await UploadAsync("Deed of Elm.pdf", ("class", "deed"), ("tags", "closing"));
        var lease = await UploadAsync("Lease of Elm.pdf", ("class", "lease"), ("tags", "closing now"));
        var other = await UploadAsync("photo.jpg");

        (await ListAsync("class=deed")).ShouldBe([deed]);
        (await ListAsync("class=deed,lease")).ShouldBe([lease, deed]);
        (await ListAsync("tag=closing")).ShouldBe([deed]);
        (await ListAsync("q=of elm")).ShouldBe([lease, deed]);
        (await ListAsync("q=100%25")).ShouldBeEmpty();
        (await ListAsync("status=stored")).ShouldBe([other, lease, deed]);
        (await ListAsync("status=ready")).ShouldBeEmpty();
        (await ListAsync("from=2020-01-01&to=2020-12-31")).ShouldBeEmpty();
        (await ListAsync("from=2020-01-01")).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=201", "validation_failed")]
    [InlineData("sort=colour", "validation_failed")]
    [InlineData("status=lost", "validation_failed")]
    [InlineData("class=poem", "validation_failed")]
    [InlineData("from=yesterday", "validation_failed")]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string code)
    {
        var response = await _agent.Client.GetAsync($"api/v1/documents?{query}", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code, Ct);
    }

    private async Task<Guid> UploadAsync(string name, params (string, string)[] fields) =>
        (await _agent.Client.UploadAsync(name, Guid.CreateVersion7().ToByteArray(), Ct, fields: fields)).Id!.Value;

    private Task<Page<DocumentItem>> PageAsync(string query) =>
        _agent.Client.GetAsync<Page<DocumentItem>>($"api/v1/documents?{query}", Ct);

    private async Task<IReadOnlyList<Guid>> ListAsync(string query) =>
        [.. (await PageAsync(query)).Items.Select(item => item.Id)];
}
