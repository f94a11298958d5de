using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class UploadTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private const string Upload = "api/v1/documents/upload";
    private readonly Person _agent = host.Agent();

    [Fact]
    public async Task An_uploaded_document_can_be_downloaded()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);

        var uploaded = await _agent.Client.UploadAsync("Deed of 12 Elm.bin", bytes, Ct);
        var content = await _agent.Client.GetAsync($"api/v1/documents/{uploaded.Id}/content", Ct);

        uploaded.Status.ShouldBe("stored");
        uploaded.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        (await content.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(bytes);
        content.Headers.ETag!.Tag.ShouldBe($"\"{uploaded.Sha256}\"");
        content.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("Deed of 12 Elm.bin");
        content.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        content.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task Many_files_are_answered_in_their_order_and_one_bad_file_does_not_stop_the_others()
    {
        using var form = new MultipartFormDataContent();
        Add(form, "one.txt", "one"u8);
        Add(form, "empty.txt", ""u8);
        Add(form, "two.pdf", "%PDF-1.7 two"u8);
        form.Add(new StringContent("closing,urgent"), "tags");

        var response = await _agent.Client.PostAsync(Upload, form, Ct);
        var answer = await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct);

        answer.Documents.Select(d => d.Name).ShouldBe(["one.txt", "empty.txt", "two.pdf"]);
        answer.Documents.Select(d => d.Status).ShouldBe(["stored", "refused", "stored"]);
        answer.Documents[1].Problem!.Code.ShouldBe("empty_file");
        response.Headers.Location!.ToString().ShouldEndWith($"/documents/{answer.Documents[0].Id}");
        var two = await _agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{answer.Documents[2].Id}", Ct);
        two.MediaType.ShouldBe("application/pdf");
        two.Tags.ShouldBe(["closing", "urgent"]);
        two.Permissions.ShouldBe(["view", "download", "edit", "share", "delete"]);
    }

    [Fact]
    public async Task A_raw_body_is_one_file_with_the_name_of_the_query()
    {
        using var body = new ByteArrayContent("%PDF-1.4 raw"u8.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        var response = await _agent.Client.PostAsync(
            $"{Upload}?name={Uri.EscapeDataString("Kaufvertrag Müller.pdf")}&class=deed", body, Ct);
        var answer = await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct);
        var document = await _agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{answer.Documents[0].Id}", Ct);

        document.Name.ShouldBe("Kaufvertrag Müller.pdf");
        document.MediaType.ShouldBe("application/pdf");
        document.Class!.Code.ShouldBe("deed");
        document.Class.By.ShouldBe("person");
    }

    [Fact]
    public async Task The_same_bytes_answer_the_document_that_is_there_unless_a_copy_is_asked_for()
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var first = await _agent.Client.UploadAsync("first.bin", bytes, Ct);

        var linked = await _agent.Client.UploadAsync("second.bin", bytes, Ct);
        var kept = await _agent.Client.UploadAsync("third.bin", bytes, Ct, fields: ("onDuplicate", "keep"));
        var stranger = await host.Agent().Client.UploadAsync("other.bin", bytes, Ct);

        linked.Id.ShouldBe(first.Id);
        linked.DuplicateOf.ShouldBe(first.Id);
        kept.Id.ShouldNotBe(first.Id);
        kept.DuplicateOf.ShouldBeNull();
        stranger.DuplicateOf.ShouldBeNull();
    }

    [Fact]
    public async Task A_colleagues_hidden_document_is_not_told_as_a_duplicate()
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var first = await _agent.Client.UploadAsync("first.bin", bytes, Ct);

        var colleague = await host.Agent(_agent.AgencyId).Client.UploadAsync("second.bin", bytes, Ct);

        colleague.Id.ShouldNotBe(first.Id);
        colleague.DuplicateOf.ShouldBeNull();
    }

    [Fact]
    public async Task A_declared_hash_is_held_against_the_file()
    {
        var bytes = "some file"u8.ToArray();
        using var form = new MultipartFormDataContent();
        Add(form, "file.txt", bytes);
        form.Add(new StringContent(new string('0', 64)), "sha256");

        var response = await _agent.Client.PostAsync(Upload, form, Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "checksum_mismatch", Ct);
        var right = await _agent.Client.UploadAsync(
            "file.txt", bytes, Ct, fields: ("sha256", Convert.ToHexString(SHA256.HashData(bytes))));
        right.Status.ShouldBe("stored");
    }

    [Fact]
    public async Task An_empty_file_alone_is_refused_with_its_reason()
    {
        using var body = new ByteArrayContent([]);

        var response = await _agent.Client.PostAsync($"{Upload}?name=a.pdf", body, Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "empty_file", Ct);
    }

    [Fact]
    public async Task A_body_that_is_declared_too_large_is_refused_before_it_is_read()
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.App.Address.Port, Ct);
        var head = $"POST /{Upload}?name=big.bin HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_agent.AccessToken}\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: 2147483648\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);

        using var reader = new StreamReader(socket.GetStream());

        (await reader.ReadLineAsync(Ct)).ShouldBe("HTTP/1.1 413 Payload Too Large");
    }

    [Theory]
    [InlineData("application/json", "{}", "", 415, "unsupported_media_type")]
    [InlineData("application/x-www-form-urlencoded", "a=b", "?name=a", 415, "unsupported_media_type")]
    [InlineData("application/pdf", "%PDF-1.4", "", 400, "validation_failed")]
    [InlineData("multipart/form-data; boundary=x", "--x--\r\n", "", 400, "no_files")]
    [InlineData("multipart/form-data", "--x--\r\n", "", 400, "unreadable")]
    [InlineData("multipart/form-data; boundary=x", "no multipart at all", "", 400, "unreadable")]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nhalf a fi", "", 400, "unreadable")]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"colour\"\r\n\r\nred\r\n--x--\r\n", "", 400, "validation_failed")]
    [InlineData("application/pdf", "%PDF-1.4", "?name=a.pdf&class=poem", 400, "validation_failed")]
    [InlineData("application/pdf", "%PDF-1.4", "?name=a.pdf&onDuplicate=maybe", 400, "validation_failed")]
    [InlineData("application/pdf", "%PDF-1.4", "?name=a.pdf&sha256=12", 400, "validation_failed")]
    [InlineData("application/pdf", "%PDF-1.4", "?name=a.pdf&transactionId=12", 400, "validation_failed")]
    [InlineData(
        "application/pdf", "%PDF-1.4", "?name=a.pdf&transactionId=01890000-0000-7000-8000-000000000000", 404, "not_found")]
    public async Task What_is_no_upload_is_refused_with_its_reason(
        string contentType, string body, string query, int status, string code)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var response = await host.Agent().Client.PostAsync(Upload + query, content, Ct);

        await response.ShouldBeProblemAsync((HttpStatusCode)status, code, Ct);
    }

    [Fact]
    public async Task Malware_is_kept_apart_and_never_served()
    {
        var eicar = Encoding.ASCII.GetBytes(
            @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

        var uploaded = await _agent.Client.UploadAsync("invoice.com", eicar, Ct);
        var content = await _agent.Client.GetAsync($"api/v1/documents/{uploaded.Id}/content", Ct);
        var text = await _agent.Client.GetAsync($"api/v1/documents/{uploaded.Id}/text", Ct);

        uploaded.Status.ShouldBe("quarantined");
        await content.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quarantined", Ct);
        await text.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quarantined", Ct);
    }

    [Fact]
    public async Task A_repeated_request_with_its_key_makes_one_document()
    {
        var bytes = RandomNumberGenerator.GetBytes(100);
        var answers = new List<UploadAnswer>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Upload}?name=a.bin&onDuplicate=keep");
            request.Content = new ByteArrayContent(bytes);
            request.Headers.Add("Idempotency-Key", "again");
            var response = await _agent.Client.SendAsync(request, Ct);
            answers.Add(await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct));
        }

        answers[1].Documents[0].Id.ShouldBe(answers[0].Documents[0].Id);
    }

    private static CancellationToken Ct => DocumentsHost.Ct;

    private static void Add(MultipartFormDataContent form, string name, ReadOnlySpan<byte> bytes) =>
        form.Add(new ByteArrayContent(bytes.ToArray()), "files", name);
}
