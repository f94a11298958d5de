using System.Net;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

public sealed class S3OutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_is_away_uploads_get_503_and_change_nothing_and_afterwards_all_goes_on()
    {
        await using var server = await S3Server.StartAsync();
        await using var app = await KeepingApp.StartOnS3Async(
            Ct,
            $"Endpoint={server.Endpoint};AccessKey={S3Server.AccessKey};SecretKey={S3Server.SecretKey}",
            ("Blobs:S3:Retries", "0"));
        var person = app.Agent();
        var before = await person.Client.UploadAsync("before.bin", new byte[3000], Ct);
        await server.KillAsync();

        using (var content = new ByteArrayContent(new byte[500]))
        using (var refused = await person.Client.PostAsync("api/v1/documents/upload?name=during.bin", content, Ct))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable", Ct);
            refused.Headers.RetryAfter.ShouldNotBeNull();
        }

        using (var unread = await person.Client.GetAsync($"api/v1/documents/{before.Id}/content", Ct))
        {
            await unread.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable", Ct);
        }

        using (var ready = await app.App.Anonymous.GetAsync("health/ready", Ct))
        {
            (await ready.Content.ReadAsStringAsync(Ct)).ShouldContain($"the server at {server.Endpoint} cannot be reached");
        }

        await server.StartAsync(Ct);
        await Eventually.ValueAsync(
            async () =>
            {
                using var answer = await person.Client.GetAsync($"api/v1/documents/{before.Id}/content", Ct);
                return answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Ct);
            },
            problem => problem.Length == 0, "the file to be read again", Ct);

        // It may read before it writes.
        await Eventually.HoldsAsync(() => person.Client.UploadAsync("after.bin", new byte[700], Ct), Ct);
        var all = await person.Client.GetAsync<Contracts.Http.Page<Contracts.Documents.DocumentItem>>("api/v1/documents", Ct);
        all.Items.Select(item => item.Name).ShouldBe(["after.bin", "before.bin"], ignoreOrder: true);
    }
}
