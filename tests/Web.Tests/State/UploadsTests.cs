using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.State;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.State;

public sealed class UploadsTests : WebContext
{
    private static readonly Guid Document = Guid.Parse("0190aaaa-0000-7000-8000-000000000005");

    private static readonly string Accepted =
        $$"""{"documents":[{"id":"{{Document}}","name":"a.pdf","size":1,"sha256":"x","status":"stored","duplicateOf":null}]}""";

    private Uploads Uploads => Services.GetRequiredService<Uploads>();

    [Fact]
    public async Task Only_a_few_files_are_sent_at_once_and_the_next_follows()
    {
        await AddAsync(5);
        Count(UploadPhase.Sending).ShouldBe(3);

        await Uploads.OnAnsweredAsync(1, 202, Accepted);

        Count(UploadPhase.Done).ShouldBe(1);
        Count(UploadPhase.Sending).ShouldBe(3);
        Count(UploadPhase.Waiting).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_dropped_on_a_transaction_goes_into_it()
    {
        var transaction = Guid.CreateVersion7();
        Uploads.Aim(transaction, "Oak Street");

        await AddAsync(1);

        Uploads.Items.ShouldHaveSingleItem().TransactionId.ShouldBe(transaction);
    }

    [Theory]
    [InlineData(202, """{"documents":[{"id":null,"name":"a.exe","size":1,"sha256":null,"status":"refused","duplicateOf":null,"problem":{"detail":"Programs are not accepted."}}]}""", UploadPhase.Refused)]
    [InlineData(202, """{"documents":[{"id":"0190aaaa-0000-7000-8000-000000000005","name":"a","size":1,"sha256":"x","status":"ready","duplicateOf":"0190aaaa-0000-7000-8000-000000000005"}]}""", UploadPhase.Duplicate)]
    [InlineData(413, "", UploadPhase.Refused)]
    [InlineData(503, "", UploadPhase.Failed)]
    [InlineData(0, "", UploadPhase.Failed)]
    [InlineData(202, "<html>", UploadPhase.Refused)]
    public async Task Each_answer_has_its_own_end(int status, string body, UploadPhase phase)
    {
        await AddAsync(1);

        await Uploads.OnAnsweredAsync(1, status, body);

        var item = Uploads.Items.ShouldHaveSingleItem();
        item.Phase.ShouldBe(phase);
        (item.Problem is null).ShouldBe(phase == UploadPhase.Duplicate);
    }

    [Fact]
    public async Task Trying_again_sends_the_same_key_so_that_no_second_document_is_made()
    {
        await AddAsync(1);
        var item = Uploads.Items[0];
        var key = item.Key;
        await Uploads.OnAnsweredAsync(1, 0, string.Empty);

        await Uploads.RetryAsync(item);

        item.Phase.ShouldBe(UploadPhase.Sending);
        item.Key.ShouldBe(key);
    }

    [Fact]
    public async Task The_row_follows_the_document_as_it_is_read()
    {
        await AddAsync(1);
        await Uploads.OnAnsweredAsync(1, 202, Accepted);

        Uploads.Follow(new StreamMessage(
            "document.status-changed", Document, null, null, "ready", null, null, null, null, DateTimeOffset.UnixEpoch));

        Uploads.Items[0].Status.ShouldBe("ready");
    }

    private async Task AddAsync(int count)
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([.. Enumerable.Range(1, count).Select(id => new AddedFile(id, $"{id}.pdf", 1000))]);
    }

    private int Count(UploadPhase phase) => Uploads.Items.Count(item => item.Phase == phase);
}
