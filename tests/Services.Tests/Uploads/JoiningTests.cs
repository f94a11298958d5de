using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>Parts of one file, sent side by side and joined.</summary>
public sealed class JoiningTests(UploadsHost host) : IClassFixture<UploadsHost>
{
    private static CancellationToken Ct => UploadsHost.Ct;

    [Fact]
    public async Task Parts_sent_side_by_side_become_one_document()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(500_000);
        var parts = await Task.WhenAll(bytes.Chunk(130_000).Select(chunk => PartAsync(sender, chunk)));

        using var final = await JoinAsync(sender, parts);
        var upload = await TusClient.LocationAsync(final, Ct);

        var document = new Guid(TusClient.Header(final, "Upload-Document")!);
        (await sender.ContentAsync(document)).ShouldBe(bytes);
        using var head = await sender.Tus.HeadAsync(upload, Ct);
        TusClient.Header(head, "Upload-Concat").ShouldBe($"final;{string.Join(' ', parts)}");
        TusClient.Header(head, "Upload-Length").ShouldBe("500000");
        TusClient.Offset(head).ShouldBe(500_000);
        using var patch = await sender.Tus.PatchAsync(upload, 500_000, [], Ct);
        await patch.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "final_upload", Ct);
        await Eventually.TrueAsync(async () => (await sender.PiecesAsync()).Count == 0, "the pieces to be gone", Ct);
    }

    [Fact]
    public async Task Who_joins_again_because_the_answer_got_lost_gets_the_same_upload()
    {
        var sender = host.Sender();
        var parts = new[] { await PartAsync(sender, UploadsHost.Bytes(10)), await PartAsync(sender, UploadsHost.Bytes(10)) };
        using var first = await JoinAsync(sender, parts);
        using var second = await JoinAsync(sender, parts);

        second.Headers.Location.ShouldBe(first.Headers.Location);
        TusClient.Header(second, "Upload-Document").ShouldBe(TusClient.Header(first, "Upload-Document"));
        (await sender.Person.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldHaveSingleItem();

        using var other = await JoinAsync(sender, [parts[1], parts[0]]);
        await other.ShouldBeProblemAsync(HttpStatusCode.Gone, "upload_gone", Ct);
    }

    [Fact]
    public async Task Parts_that_lack_bytes_are_not_joined()
    {
        var sender = host.Sender();
        var whole = await PartAsync(sender, UploadsHost.Bytes(10));
        using var created = await sender.Tus.PostAsync(Ct, null, ("Upload-Length", "10"), ("Upload-Concat", "partial"));
        var half = await TusClient.LocationAsync(created, Ct);

        using var refused = await JoinAsync(sender, [whole, half]);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "parts_unfinished", Ct);

        var rest = UploadsHost.Bytes(10);
        (await sender.Tus.TakenAsync(half, 0, rest, Ct)).Dispose();
        using var joined = await JoinAsync(sender, [whole, half]);
        joined.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Parts_of_others_and_uploads_that_are_no_parts_are_not_joined()
    {
        var sender = host.Sender();
        var theirs = await PartAsync(host.Sender(sender.Person.AgencyId), UploadsHost.Bytes(10));
        var single = await sender.Tus.CreateAsync(10, Ct);
        foreach (var upload in (string[])[theirs, single])
        {
            using var refused = await JoinAsync(sender, [upload]);
            await refused.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        }

        foreach (var concat in (string[])["final;", "final;nowhere", "final;/api/v1/uploads/1", "half"])
        {
            using var unreadable = await sender.Tus.PostAsync(Ct, null, ("Upload-Concat", concat));
            await unreadable.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        }
    }

    private static async Task<string> PartAsync(Sender sender, byte[] bytes)
    {
        using var created = await sender.Tus.PostAsync(
            Ct, null, ("Upload-Length", $"{bytes.Length}"), ("Upload-Concat", "partial"));
        var part = await TusClient.LocationAsync(created, Ct);
        (await sender.Tus.TakenAsync(part, 0, bytes, Ct)).Dispose();
        return part;
    }

    private static Task<HttpResponseMessage> JoinAsync(Sender sender, IEnumerable<string> parts) =>
        sender.Tus.PostAsync(Ct, null, ("Upload-Concat", $"final;{string.Join(' ', parts)}"));
}
