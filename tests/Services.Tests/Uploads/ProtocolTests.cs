using System.Net;
using System.Security.Cryptography;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>What the tus protocol 1.0.0 asks of a server.</summary>
public sealed class ProtocolTests(UploadsHost host) : IClassFixture<UploadsHost>
{
    private static CancellationToken Ct => UploadsHost.Ct;

    [Fact]
    public async Task A_file_sent_in_three_requests_becomes_a_document()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(200_000);
        var upload = await sender.Tus.CreateAsync(bytes.Length, Ct, ("filename", "Deed – ünicode.bin"));
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);

        (await sender.Tus.TakenAsync(upload, 0, bytes[..10], Ct)).Dispose();
        (await sender.Tus.TakenAsync(upload, 10, bytes[10..150_000], Ct)).Dispose();
        (await sender.GetAsync(upload)).Status.ShouldBe("open");
        using var last = await sender.Tus.TakenAsync(upload, 150_000, bytes[150_000..], Ct);

        var document = new Guid(TusClient.Header(last, "Upload-Document")!);
        (await sender.ContentAsync(document)).ShouldBe(bytes);
        var told = await sender.GetAsync(upload);
        (told.Status, told.DocumentId, told.Sha256, told.Name)
            .ShouldBe(("done", document, UploadsHost.Hash(bytes), "Deed – ünicode.bin"));
        await Eventually.TrueAsync(async () => (await sender.PiecesAsync()).Count == 0, "the pieces to be gone", Ct);
    }

    [Fact]
    public async Task Head_tells_length_offset_metadata_and_is_never_cached()
    {
        var sender = host.Sender();
        var metadata = TusClient.Metadata(("filename", "a.pdf"), ("colour", "green"));
        using var created = await sender.Tus.PostAsync(Ct, null, ("Upload-Length", "100"), ("Upload-Metadata", metadata));
        var upload = await TusClient.LocationAsync(created, Ct);
        (await sender.Tus.TakenAsync(upload, 0, new byte[7], Ct)).Dispose();

        using var head = await sender.Tus.HeadAsync(upload, Ct);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        TusClient.Header(head, "Upload-Offset").ShouldBe("7");
        TusClient.Header(head, "Upload-Length").ShouldBe("100");
        TusClient.Header(head, "Upload-Metadata").ShouldBe(metadata);
        TusClient.Header(head, "Cache-Control").ShouldBe("no-store");
        TusClient.Header(head, "Tus-Resumable").ShouldBe("1.0.0");
        DateTimeOffset.Parse(TusClient.Header(head, "Upload-Expires")!, null).ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Another_version_is_refused_and_nothing_is_done()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        foreach (var version in (string[])["0.2.2", ""])
        {
            using var answer = await sender.Tus.PatchAsync(upload, 0, new byte[10], Ct, ("Tus-Resumable", version));

            await answer.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "tus_version", Ct);
            TusClient.Header(answer, "Tus-Version").ShouldBe("1.0.0");
            TusClient.Header(answer, "Tus-Resumable").ShouldBe("1.0.0");
        }

        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Options_tells_what_the_server_can_do()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "api/v1/uploads");
        using var answer = await host.Sender().Person.Client.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        TusClient.Header(answer, "Tus-Version").ShouldBe("1.0.0");
        TusClient.Header(answer, "Tus-Max-Size").ShouldBe($"{4 << 20}");
        TusClient.Header(answer, "Tus-Checksum-Algorithm").ShouldBe("sha1,sha256");
        TusClient.Header(answer, "Tus-Extension")!.Split(',').ShouldBe(
            [
                "creation", "creation-with-upload", "creation-defer-length", "checksum", "expiration", "termination",
                "concatenation",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Bytes_for_another_offset_are_refused_with_the_right_one()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        (await sender.Tus.TakenAsync(upload, 0, new byte[4], Ct)).Dispose();
        foreach (var offset in (long[])[0, 3, 5, 10, 11])
        {
            using var answer = await sender.Tus.PatchAsync(upload, offset, new byte[1], Ct);

            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "offset_conflict", Ct);
            TusClient.Offset(answer).ShouldBe(4);
        }
    }

    [Fact]
    public async Task Requests_that_are_no_chunks_are_refused()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        using var text = new StringContent("0123456789");
        using var wrongType = await sender.Tus.PatchAsync(upload, 0, text, Ct);
        await wrongType.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", Ct);
        foreach (var offset in (string[])["-1", "1e3", "0x1", "99999999999999999999", "one"])
        {
            using var chunk = new ByteArrayContent(new byte[1]);
            using var answer = await sender.Tus.SendAsync(HttpMethod.Patch, upload, chunk, Ct, ("Upload-Offset", offset));
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        }

        using var lone = new ByteArrayContent(new byte[1]);
        using var without = await sender.Tus.SendAsync(HttpMethod.Patch, upload, lone, Ct);
        await without.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task More_bytes_than_were_announced_are_refused()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(100_000, Ct);
        using var known = await sender.Tus.PatchAsync(upload, 0, new byte[100_001], Ct);
        await known.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large", Ct);
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);

        // Without a Content-Length it shows only at the end: what came before is kept, the end is not.
        using var endless = new PushedContent(new byte[100_001]);
        using var chunked = await sender.Tus.PatchAsync(upload, 0, endless, Ct);
        await chunked.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large", Ct);
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBeLessThan(100_000);
        (await sender.GetAsync(upload)).Status.ShouldBe("open");
    }

    [Theory]
    [InlineData("", "", 400)]
    [InlineData("10", "1", 400)]
    [InlineData("", "2", 400)]
    [InlineData("-1", "", 400)]
    [InlineData("ten", "", 400)]
    [InlineData("4194305", "", 413)]
    public async Task An_upload_names_its_length_or_says_that_it_will(string length, string deferred, int status)
    {
        using var answer = await host.Sender().Tus.PostAsync(
            Ct, null, ("Upload-Length", length), ("Upload-Defer-Length", deferred));
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task The_length_may_be_told_later()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(1000);
        using var created = await sender.Tus.PostAsync(Ct, null, ("Upload-Defer-Length", "1"));
        var upload = await TusClient.LocationAsync(created, Ct);
        using (var head = await sender.Tus.HeadAsync(upload, Ct))
        {
            TusClient.Header(head, "Upload-Defer-Length").ShouldBe("1");
            TusClient.Header(head, "Upload-Length").ShouldBeNull();
        }

        (await sender.Tus.TakenAsync(upload, 0, bytes[..600], Ct)).Dispose();
        using (var shorter = await sender.Tus.PatchAsync(upload, 600, bytes[600..], Ct, ("Upload-Length", "599")))
        {
            await shorter.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        }

        using var last = await sender.Tus.PatchAsync(upload, 600, bytes[600..], Ct, ("Upload-Length", "1000"));
        (await sender.ContentAsync(new Guid(TusClient.Header(last, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Fact]
    public async Task The_length_may_be_told_when_every_byte_is_there()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(1000);
        using var created = await sender.Tus.PostAsync(Ct, null, ("Upload-Defer-Length", "1"));
        var upload = await TusClient.LocationAsync(created, Ct);
        (await sender.Tus.TakenAsync(upload, 0, bytes, Ct)).Dispose();

        using var end = await sender.Tus.PatchAsync(upload, 1000, [], Ct, ("Upload-Length", "1000"));

        (await sender.ContentAsync(new Guid(TusClient.Header(end, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Fact]
    public async Task The_request_that_begins_an_upload_may_bring_bytes()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(100_000);
        using var first = new ByteArrayContent(bytes[..70_000]);
        using var created = await sender.Tus.PostAsync(Ct, first, ("Upload-Length", "100000"));
        var upload = await TusClient.LocationAsync(created, Ct);
        TusClient.Offset(created).ShouldBe(70_000);
        (await sender.Tus.TakenAsync(upload, 70_000, bytes[70_000..], Ct)).Dispose();

        using var whole = new ByteArrayContent(bytes);
        using var atOnce = await sender.Tus.PostAsync(
            Ct, whole, ("Upload-Length", "100000"), ("Upload-Metadata", TusClient.Metadata(("onDuplicate", "keep"))));
        (await sender.ContentAsync(new Guid(TusClient.Header(atOnce, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public async Task A_chunk_that_is_not_what_its_checksum_says_is_not_kept(string algorithm)
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(3 * UploadsHost.PieceSize);
        var upload = await sender.Tus.CreateAsync(bytes.Length, Ct);
        var hash = CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), bytes);
        var right = $"{algorithm} {Convert.ToBase64String(hash)}";
        var wrong = $"{algorithm} {Convert.ToBase64String(new byte[hash.Length])}";

        using (var refused = await sender.Tus.PatchAsync(upload, 0, bytes, Ct, ("Upload-Checksum", wrong)))
        {
            await refused.ShouldBeProblemAsync((HttpStatusCode)460, "chunk_checksum_mismatch", Ct);
            TusClient.Offset(refused).ShouldBe(0);
        }

        (await sender.PiecesAsync()).ShouldBeEmpty();
        using var taken = await sender.Tus.PatchAsync(upload, 0, bytes, Ct, ("Upload-Checksum", right));
        (await sender.ContentAsync(new Guid(TusClient.Header(taken, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("md5 AAAA")]
    [InlineData("sha256")]
    [InlineData("sha256 %%%")]
    public async Task A_checksum_that_cannot_be_read_is_refused(string checksum)
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        using var answer = await sender.Tus.PatchAsync(upload, 0, new byte[10], Ct, ("Upload-Checksum", checksum));
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "checksum_unknown", Ct);
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task An_upload_that_is_ended_is_gone_with_its_bytes()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(100_000, Ct);
        (await sender.Tus.TakenAsync(upload, 0, new byte[70_000], Ct)).Dispose();
        (await sender.PiecesAsync()).Count.ShouldBe(2);

        using var ended = await sender.Tus.DeleteAsync(upload, Ct);

        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        TusClient.Header(ended, "Tus-Resumable").ShouldBe("1.0.0");
        (await sender.PiecesAsync()).ShouldBeEmpty();
        using var head = await sender.Tus.HeadAsync(upload, Ct);
        head.StatusCode.ShouldBe(HttpStatusCode.Gone);
        using var patch = await sender.Tus.PatchAsync(upload, 70_000, new byte[1], Ct);
        await patch.ShouldBeProblemAsync(HttpStatusCode.Gone, "upload_gone", Ct);
        using var again = await sender.Tus.DeleteAsync(upload, Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Methods_may_be_named_in_a_header()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(3, Ct);
        using var chunk = new ByteArrayContent([1, 2]);
        using var patched = await sender.Tus.SendAsync(
            HttpMethod.Post, upload, chunk, Ct, ("X-HTTP-Method-Override", "PATCH"), ("Upload-Offset", "0"));
        patched.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var head = await sender.Tus.SendAsync(HttpMethod.Post, upload, null, Ct, ("X-HTTP-Method-Override", "HEAD"));
        TusClient.Offset(head).ShouldBe(2);
        using var unknown = await sender.Tus.SendAsync(HttpMethod.Post, upload, null, Ct, ("X-HTTP-Method-Override", "PUT"));
        await unknown.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed", Ct);
        using var ended = await sender.Tus.SendAsync(HttpMethod.Post, upload, null, Ct, ("X-HTTP-Method-Override", "DELETE"));
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}
