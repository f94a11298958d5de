using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class ContentTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(300_000);

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Theory]
    [InlineData(0, 99)]
    [InlineData(65_530, 65_545)]
    [InlineData(299_990, null)]
    [InlineData(null, 10)]
    [InlineData(100, 9_999_999)]
    public async Task A_range_is_exactly_its_bytes(int? from, int? to)
    {
        var path = await UploadAsync();

        var part = await _agent.Client.GetAsync(path, h => h.Range = new RangeHeaderValue(from, to), Ct);

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        var start = from ?? _bytes.Length - to!.Value;
        var end = from is null ? _bytes.Length : Math.Min((to ?? int.MaxValue - 1) + 1, _bytes.Length);
        (await part.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(_bytes[start..end]);
        part.Content.Headers.ContentRange!.Length.ShouldBe(_bytes.Length);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_not_satisfiable()
    {
        var path = await UploadAsync();

        var part = await _agent.Client.GetAsync(path, h => h.Range = new RangeHeaderValue(300_000, null), Ct);

        part.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        part.Content.Headers.ContentRange!.ToString().ShouldBe("bytes */300000");
    }

    [Fact]
    public async Task Who_has_the_bytes_is_not_sent_them_again()
    {
        var path = await UploadAsync();
        var whole = await _agent.Client.GetAsync(path, Ct);

        var byTag = await _agent.Client.GetAsync(path, h => h.IfNoneMatch.Add(whole.Headers.ETag!), Ct);
        var byTime = await _agent.Client.GetAsync(
            path, h => h.IfModifiedSince = whole.Content.Headers.LastModified, Ct);
        var wrongTag = await _agent.Client.GetAsync(path, h => h.IfMatch.Add(new EntityTagHeaderValue("\"other\"")), Ct);
        var changed = await _agent.Client.GetAsync(
            path,
            h =>
            {
                h.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue("\"other\""));
                h.Range = new RangeHeaderValue(0, 9);
            },
            Ct);

        byTag.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        byTime.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        wrongTag.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsByteArrayAsync(Ct)).Length.ShouldBe(_bytes.Length);
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        var path = await UploadAsync();

        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        var head = await _agent.Client.SendAsync(request, Ct);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(_bytes.Length);
        head.Headers.AcceptRanges.ShouldBe(["bytes"]);
    }

    [Theory]
    [InlineData("a.pdf", "%PDF-1.7 x", "application/pdf", "inline")]
    [InlineData("a.html", "<!doctype html><script>alert(1)</script>", "application/octet-stream", "attachment")]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/octet-stream", "attachment")]
    public async Task Only_what_cannot_run_is_shown_inline(string name, string content, string type, string disposition)
    {
        var id = (await _agent.Client.UploadAsync(name, System.Text.Encoding.UTF8.GetBytes(content), Ct)).Id;

        var shown = await _agent.Client.GetAsync($"api/v1/documents/{id}/content?disposition=inline", Ct);

        shown.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        shown.Content.Headers.ContentDisposition!.DispositionType.ShouldBe(disposition);
    }

    [Fact]
    public async Task Every_read_is_in_the_journal_before_the_bytes_leave()
    {
        var path = await UploadAsync();
        await _agent.Client.GetByteArrayAsync(path, Ct);

        var audit = await _agent.Client.GetAsync<Page<AuditEntryDto>>(path.Replace("content", "audit", StringComparison.Ordinal), Ct);

        audit.Items.Select(entry => entry.Action).ShouldBe(["document.downloaded", "document.uploaded"]);
        audit.Items[0].Actor.ShouldBe($"user:{_agent.UserId}");
    }

    private async Task<string> UploadAsync() =>
        $"api/v1/documents/{(await _agent.Client.UploadAsync("a.bin", _bytes, Ct)).Id}/content";
}
