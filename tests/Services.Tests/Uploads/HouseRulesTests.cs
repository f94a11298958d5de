using System.Net;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>Resumable uploads follow the rules of the ordinary upload.</summary>
public sealed class HouseRulesTests(UploadsHost host) : IClassFixture<UploadsHost>
{
    private static CancellationToken Ct => UploadsHost.Ct;

    [Fact]
    public async Task Uploads_of_others_are_not_there()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        foreach (var other in (Sender[])[host.Sender(), host.Sender(sender.Person.AgencyId)])
        {
            using var head = await other.Tus.HeadAsync(upload, Ct);
            head.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            using var patch = await other.Tus.PatchAsync(upload, 0, new byte[10], Ct);
            await patch.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
            using var ended = await other.Tus.DeleteAsync(upload, Ct);
            await ended.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
            using var json = await other.Person.Client.GetAsync(upload, Ct);
            await json.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
            (await other.Person.Client.GetAsync<Page<UploadDto>>("api/v1/uploads", Ct)).Items.ShouldBeEmpty();
        }

        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(0);
        (await sender.Person.Client.GetAsync<Page<UploadDto>>("api/v1/uploads", Ct)).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_may_not_add_documents_may_not_begin_an_upload()
    {
        using var nobody = await new TusClient(host.App.Anonymous).PostAsync(Ct, null, ("Upload-Length", "1"));
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var reader = new TusClient(host.App.Person(null, Permissions.DocumentsView).Client);
        using var answer = await reader.PostAsync(Ct, null, ("Upload-Length", "1"));
        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
    }

    [Fact]
    public async Task Only_so_many_uploads_of_one_person_are_open_at_a_time()
    {
        var sender = host.Sender();
        var uploads = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            uploads.Add(await sender.Tus.CreateAsync(10, Ct));
        }

        using (var refused = await sender.Tus.PostAsync(Ct, null, ("Upload-Length", "10")))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_uploads", Ct);
        }

        (await sender.Tus.DeleteAsync(uploads[0], Ct)).Dispose();
        (await sender.Tus.CreateAsync(10, Ct)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Class_tags_and_closing_file_go_with_the_document()
    {
        var sender = host.Sender();
        var transaction = await sender.Person.Client.PostAsync<TransactionDto>(
            "api/v1/transactions", new TransactionRequest("1 Elm Street", "purchase"), HttpStatusCode.Created, Ct);

        var id = await sender.UploadAsync(
            UploadsHost.Bytes(10), ("filename", "a.bin"), ("transactionId", $"{transaction.Id}"), ("class", "deed"),
            ("tags", "red,green"));

        var document = await sender.Person.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct);
        (document.Name, document.TransactionId, document.Class?.Code).ShouldBe(("a.bin", transaction.Id, "deed"));
        document.Tags.ShouldBe(["red", "green"]);
        document.CreatedBy.Id.ShouldBe(sender.Person.UserId);
    }

    [Theory]
    [InlineData("class", "poem", 400)]
    [InlineData("transactionId", "one", 400)]
    [InlineData("transactionId", "01990000-0000-7000-8000-000000000001", 404)]
    [InlineData("sha256", "short", 400)]
    [InlineData("onDuplicate", "explode", 400)]
    public async Task What_would_be_refused_at_the_end_is_refused_before_any_byte_is_sent(string key, string value, int status)
    {
        using var answer = await host.Sender().Tus.PostAsync(
            Ct, null, ("Upload-Length", "10"), ("Upload-Metadata", TusClient.Metadata((key, value))));
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("filename")]
    [InlineData("filename a b c")]
    [InlineData("filename %%%")]
    [InlineData("a QQ==,a QQ==")]
    public async Task Metadata_that_cannot_be_read_is_refused(string metadata)
    {
        using var answer = await host.Sender().Tus.PostAsync(
            Ct, null, ("Upload-Length", "10"), ("Upload-Metadata", metadata));
        if (metadata == "filename")
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        else
        {
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_whose_hash_was_named_is_refused_with_the_reason()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct, ("sha256", new string('0', 64)));

        using (var last = await sender.Tus.PatchAsync(upload, 0, new byte[10], Ct))
        {
            await last.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "checksum_mismatch", Ct);
            TusClient.Offset(last).ShouldBe(10);
        }

        // Who never saw that answer and asks again is told the same.
        using var head = await sender.Tus.HeadAsync(upload, Ct);
        TusClient.Header(head, "Upload-Status").ShouldBe("refused");
        TusClient.Header(head, "Upload-Refusal").ShouldBe("checksum_mismatch");
        using var again = await sender.Tus.PatchAsync(upload, 10, [], Ct);
        await again.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "checksum_mismatch", Ct);
        (await sender.GetAsync(upload)).Problem!.Code.ShouldBe("checksum_mismatch");
        (await sender.Person.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_file_is_refused_as_everywhere()
    {
        var sender = host.Sender();
        using var answer = await sender.Tus.PostAsync(Ct, null, ("Upload-Length", "0"));
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "empty_file", Ct);
    }

    [Fact]
    public async Task The_same_file_again_names_the_document_that_is_there()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(1000);
        var first = await sender.UploadAsync(bytes);

        using var created = await sender.Tus.PostAsync(
            Ct, null, ("Upload-Length", "1000"), ("Upload-Metadata", TusClient.Metadata(("sha256", UploadsHost.Hash(bytes)))));
        TusClient.Header(created, "Upload-Duplicate-Of").ShouldBe($"{first}");
        var upload = await TusClient.LocationAsync(created, Ct);
        using var last = await sender.Tus.TakenAsync(upload, 0, bytes, Ct);
        TusClient.Header(last, "Upload-Document").ShouldBe($"{first}");
        TusClient.Header(last, "Upload-Duplicate-Of").ShouldBe($"{first}");
        (await sender.UploadAsync(bytes, ("onDuplicate", "keep"))).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_file_that_only_a_colleague_may_see_is_no_duplicate()
    {
        var colleague = host.Sender();
        var bytes = UploadsHost.Bytes(1000);
        var theirs = await colleague.UploadAsync(bytes);
        var sender = host.Sender(colleague.Person.AgencyId);

        var mine = await sender.UploadAsync(bytes, ("sha256", UploadsHost.Hash(bytes)));

        mine.ShouldNotBe(theirs);
        (await sender.ContentAsync(mine)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_by_which_scanners_are_tested_is_kept_apart()
    {
        var sender = host.Sender();
        var id = await sender.UploadAsync(
            [.. @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-"u8, .. "ANTIVIRUS-TEST-FILE!$H+H*"u8]);
        (await sender.Person.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct)).Status.ShouldBe("quarantined");
    }

    [Fact]
    public async Task A_check_before_sending_says_whether_the_file_is_here_already()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(1000);
        var id = await sender.UploadAsync(bytes);
        foreach (var (hash, same) in ((string, Guid?)[])[(UploadsHost.Hash(bytes), id), (new string('1', 64), null)])
        {
            var check = await sender.Person.Client.PostAsync<UploadCheck>(
                "api/v1/documents/upload/check", new UploadIntent("a.bin", Sha256: hash), HttpStatusCode.OK, Ct);
            check.DuplicateOf.ShouldBe(same);
        }
    }
}
