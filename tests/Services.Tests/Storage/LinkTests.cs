using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

public sealed class LinkTests : IAsyncLifetime
{
    private readonly byte[] _content = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n * 3))];
    private KeepingApp _app = null!;
    private Person _person = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await KeepingApp.StartAsync(Ct, ("Blobs:Replica:Provider", "none"));
        _person = _app.Agent();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_link_gives_the_file_to_whoever_holds_it()
    {
        var link = await MakeAsync(await UploadAsync());
        using var answer = await _app.App.Anonymous.GetAsync(link.Url, Ct);

        (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(_content);
        answer.Headers.ETag.ShouldNotBeNull();
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("deed of trust.pdf");
        (await _app.JournalAsync(_person.AgencyId, Ct)).ShouldBe(["document.link-made", "document.downloaded"]);
        (await ListAsync(_person)).ShouldHaveSingleItem().Uses.ShouldBe(1);
    }

    [Fact]
    public async Task Ranges_and_conditions_work_as_with_the_ordinary_download()
    {
        var link = await MakeAsync(await UploadAsync());
        using var range = new HttpRequestMessage(HttpMethod.Get, link.Url) { Headers = { Range = new RangeHeaderValue(250_000, 250_009) } };
        using var part = await _app.App.Anonymous.SendAsync(range, Ct);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(_content[250_000..250_010]);

        using var known = new HttpRequestMessage(HttpMethod.Get, link.Url) { Headers = { IfNoneMatch = { part.Headers.ETag! } } };
        (await _app.App.Anonymous.SendAsync(known, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_link_that_was_altered_is_refused()
    {
        var link = await MakeAsync(await UploadAsync());
        var other = await MakeAsync(await UploadAsync());
        var key = link.Url![(link.Url!.IndexOf("key=", StringComparison.Ordinal) + 4)..];
        string[] wrong =
        [
            link.Url[..^1] + (link.Url[^1] == 'A' ? 'B' : 'A'),
            link.Url[..^8],
            link.Url.Split('?')[0],
            link.Url.Split('?')[0] + "?key=",
            other.Url!.Split('?')[0] + "?key=" + key,
        ];
        foreach (var url in wrong)
        {
            using var answer = await _app.App.Anonymous.GetAsync(url, Ct);
            await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "link_invalid", Ct);
        }
    }

    [Fact]
    public async Task A_link_ends_with_its_time_with_its_revocation_and_with_the_document()
    {
        var document = await UploadAsync();
        var brief = await MakeAsync(document, seconds: 1);
        await Eventually.TrueAsync(async () => await StatusAsync(brief) == HttpStatusCode.Gone, "the end of its time", Ct);

        var revoked = await MakeAsync(document);
        using var gone = await _person.Client.DeleteAsync($"api/v1/storage/links/{revoked.Id}", Ct);
        gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var over = await _app.App.Anonymous.GetAsync(revoked.Url, Ct);
        await over.ShouldBeProblemAsync(HttpStatusCode.Gone, "link_over", Ct);

        var orphaned = await MakeAsync(document);
        await _person.Client.DeleteAsync($"api/v1/documents/{document}", Ct);
        await Eventually.TrueAsync(async () => await StatusAsync(orphaned) == HttpStatusCode.Gone, "the end of the document", Ct);
    }

    [Fact]
    public async Task Nobody_makes_or_ends_links_for_what_they_may_not_download()
    {
        var document = await UploadAsync();
        var link = await MakeAsync(document);
        using var foreign = await PostAsync(_app.Agent(), document);
        await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        using var colleague = await PostAsync(_app.Agent(_person.AgencyId), document);
        await colleague.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        using var stranger = await _app.Agent().Client.DeleteAsync($"api/v1/storage/links/{link.Id}", Ct);
        await stranger.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        using var unable = await PostAsync(_app.App.Person(_person.AgencyId, Permissions.DocumentsView), document);
        await unable.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);

        (await StatusAsync(link)).ShouldBe(HttpStatusCode.OK);
        (await ListAsync(_app.Agent(_person.AgencyId))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(10_000_000)]
    public async Task A_time_that_is_out_of_bounds_is_refused(int seconds)
    {
        using var answer = await PostAsync(_person, await UploadAsync(), seconds);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
    }

    [Fact]
    public async Task A_damaged_file_is_not_served()
    {
        var document = await UploadAsync();
        var link = await MakeAsync(document);
        var path = _app.FileOf(_person.AgencyId, document, _app.First);
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Ct))[..^1], Ct);

        using var answer = await _app.App.Anonymous.GetAsync(link.Url, Ct);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "content_corrupt", Ct);
    }

    [Fact]
    public async Task Direct_uploads_are_not_offered_where_the_store_is_a_folder()
    {
        using var answer = await _person.Client.PostAsJsonAsync(
            "api/v1/storage/direct-uploads", new DirectUploadRequest("a.pdf", 10), WireJson.Options, Ct);
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "direct_upload_not_offered", Ct);
    }

    private async Task<Guid> UploadAsync() => (await _app.UploadAsync(_person, [.. _content], Ct)) switch
    {
        { DuplicateOf: { } same } => same,
        var uploaded => uploaded.Id!.Value,
    };

    private static Task<HttpResponseMessage> PostAsync(Person person, Guid document, int? seconds = null) => person.Client.PostAsJsonAsync(
        "api/v1/storage/links", new DirectLinkRequest(document, null, seconds), WireJson.Options, Ct);

    private async Task<DirectLinkDto> MakeAsync(Guid document, int? seconds = null)
    {
        using var answer = await PostAsync(_person, document, seconds);
        return await answer.ReadAsync<DirectLinkDto>(HttpStatusCode.Created, Ct);
    }

    private async Task<HttpStatusCode> StatusAsync(DirectLinkDto link)
    {
        using var answer = await _app.App.Anonymous.GetAsync(link.Url, HttpCompletionOption.ResponseHeadersRead, Ct);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<DirectLinkDto>> ListAsync(Person person) =>
        (await person.Client.GetAsync<Page<DirectLinkDto>>("api/v1/storage/links", Ct)).Items;
}
