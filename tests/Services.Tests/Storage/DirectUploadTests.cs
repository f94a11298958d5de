using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

/// <summary>Files that go to the bucket past the server; the bucket is a real one.</summary>
public sealed class DirectUploadTests : IAsyncLifetime
{
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(700_000);
    private readonly HttpClient _outside = new();
    private KeepingApp? _app;
    private Person _person = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await KeepingApp.StartOnS3Async(Ct);
        _person = _app.Agent();
    }

    public async ValueTask DisposeAsync()
    {
        _outside.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_file_sent_to_the_bucket_becomes_a_document_like_any_other()
    {
        var upload = await BeginAsync(_content.Length);
        (await SendAsync(upload, _content)).ShouldBe(HttpStatusCode.OK);
        using var answer = await _person.Client.PostAsync(
            $"{upload.Complete}&sha256={Convert.ToHexStringLower(SHA256.HashData(_content))}&tags=direct", null, Ct);
        var document = (await answer.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct)).Documents.ShouldHaveSingleItem();

        (await _person.Client.GetByteArrayAsync($"api/v1/documents/{document.Id}/content", Ct)).ShouldBe(_content);
        using var again = await _person.Client.PostAsync(upload.Complete, null, Ct);
        await again.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
    }

    [Fact]
    public async Task What_is_not_what_was_declared_becomes_none()
    {
        var upload = await BeginAsync(_content.Length);
        await SendAsync(upload, _content);
        using var answer = await _person.Client.PostAsync($"{upload.Complete}&sha256={new string('0', 64)}", null, Ct);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "checksum_mismatch", Ct);
    }

    [Fact]
    public async Task More_than_was_said_and_an_altered_address_are_refused_by_the_bucket()
    {
        var upload = await BeginAsync(_content.Length);
        (await SendAsync(upload, [.. _content, 1])).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(upload with { Url = upload.Url.Replace(upload.Id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal) }, _content))
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_completes_what_somebody_else_has_sent()
    {
        var upload = await BeginAsync(_content.Length);
        await SendAsync(upload, _content);
        foreach (var other in new[] { _app!.Agent(), _app.Agent(_person.AgencyId) })
        {
            using var answer = await other.Client.PostAsync(upload.Complete, null, Ct);
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        }
    }

    [Theory]
    [InlineData("", 10, "validation_failed", HttpStatusCode.BadRequest)]
    [InlineData("a.pdf", 0, "validation_failed", HttpStatusCode.BadRequest)]
    [InlineData("a.pdf", long.MaxValue, "too_large", HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_cannot_be_taken_is_refused_before_it_is_sent(string name, long size, string code, HttpStatusCode status)
    {
        using var answer = await _person.Client.PostAsJsonAsync(
            "api/v1/storage/direct-uploads", new DirectUploadRequest(name, size), WireJson.Options, Ct);
        await answer.ShouldBeProblemAsync(status, code, Ct);
    }

    private async Task<DirectUploadDto> BeginAsync(long size)
    {
        using var answer = await _person.Client.PostAsJsonAsync(
            "api/v1/storage/direct-uploads", new DirectUploadRequest("deed.pdf", size), WireJson.Options, Ct);
        return await answer.ReadAsync<DirectUploadDto>(HttpStatusCode.Created, Ct);
    }

    private async Task<HttpStatusCode> SendAsync(DirectUploadDto upload, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var answer = await _outside.PutAsync(upload.Url, body, Ct);
        return answer.StatusCode;
    }
}
