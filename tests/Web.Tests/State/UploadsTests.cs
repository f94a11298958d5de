using Bunit;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Layout;
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
    public async Task Trying_again_begins_anew()
    {
        await AddAsync(1);
        var item = Uploads.Items[0];
        await Uploads.OnAnsweredAsync(1, 0, string.Empty);

        await Uploads.RetryAsync(item);

        (item.Phase, item.Progress, item.Problem).ShouldBe((UploadPhase.Sending, 0, null));
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

    [Fact]
    public async Task A_large_file_pauses_for_another_and_goes_on_where_it_stopped()
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([.. Enumerable.Range(1, 4).Select(id => new AddedFile(id, $"{id}.pdf", 1L << 30, Large: true))]);
        var first = Uploads.Items[0];
        Uploads.OnProgress(first.Id, 0.5);

        await Uploads.PauseAsync(first);

        (first.Phase, first.Ended, Uploads.Items[3].Phase).ShouldBe((UploadPhase.Paused, false, UploadPhase.Sending));
        await Uploads.OnAnsweredAsync(4, 202, Accepted);
        await Uploads.GoOnAsync(first);
        (first.Phase, first.Progress).ShouldBe((UploadPhase.Sending, 0.5));
    }

    [Fact]
    public async Task Speed_and_time_left_count_only_what_was_sent_this_time()
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([new AddedFile(1, "a.pdf", 1_000_000, Large: true)]);
        var item = Uploads.Items[0];
        Uploads.OnProgress(1, 0.8);
        item.StartedAt -= 10 * TimeProvider.System.TimestampFrequency;

        Uploads.OnProgress(1, 0.9);

        item.Speed!.Value.ShouldBeInRange(1_000, 10_000);
        item.Left!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        Uploads.OnWaiting(1, "line");
        (item.Waiting, item.Speed).ShouldBe(("line", null));
    }

    [Fact]
    public async Task An_upload_that_the_page_was_left_with_goes_on_and_a_missing_file_is_asked_for()
    {
        var transaction = Guid.CreateVersion7();
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync(
            [
                new AddedFile(1, "kept.pdf", 1000, Large: true, TransactionId: transaction),
                new AddedFile(2, "missing.pdf", 1L << 32, Large: true, Missing: true),
            ]);
        (Uploads.Items[0].Phase, Uploads.Items[0].TransactionId).ShouldBe((UploadPhase.Sending, transaction));
        (Uploads.Items[1].Phase, Uploads.Items[1].Ended).ShouldBe((UploadPhase.Missing, false));

        await Uploads.OnFoundAsync(2);

        Uploads.Items[1].Phase.ShouldBe(UploadPhase.Sending);
    }

    [Fact]
    public async Task What_was_paused_stays_so_after_a_reload_and_says_how_much_is_safe()
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([new AddedFile(1, "package.pdf", 1L << 30, Large: true, Paused: true)]);
        Uploads.OnStands(1, 0.4);

        (Uploads.Items[0].Phase, Uploads.Items[0].Progress).ShouldBe((UploadPhase.Paused, 0.4));
        await Uploads.GoOnAsync(Uploads.Items[0]);
        Uploads.Items[0].Phase.ShouldBe(UploadPhase.Sending);
    }

    [Fact]
    public async Task A_file_that_is_not_the_missing_one_is_told_and_leaves_it_missing()
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([new AddedFile(1, "package.pdf", 1L << 32, Large: true, Missing: true)]);
        var row = Render<UploadRow>(parameters => parameters.Add(part => part.Item, Uploads.Items[0]));
        row.Find("[data-testid=upload-choose]").GetAttribute("aria-label").ShouldBe("Choose package.pdf again");

        Uploads.OnOtherFile(1);
        row.Render();

        row.Find(".upload-note").TextContent.ShouldContain("another file");
        Uploads.Items[0].Phase.ShouldBe(UploadPhase.Missing);
        await Uploads.ChooseAsync(Uploads.Items[0]);
        Uploads.Items[0].AnotherWasChosen.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_shown_or_sent_when_the_session_is_over()
    {
        await AddAsync(5);

        await Uploads.StopAsync();

        (Uploads.Items.Count, Uploads.Busy).ShouldBe((0, false));
        await Uploads.OnAnsweredAsync(1, 202, Accepted);
        Uploads.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("line", "No connection")]
    [InlineData("server", "The server is busy")]
    public async Task What_is_waited_for_is_said(string reason, string words)
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([new AddedFile(1, "package.pdf", 1L << 30, Large: true)]);
        Uploads.OnProgress(1, 0.25);

        Uploads.OnWaiting(1, reason);

        Render<UploadRow>(parameters => parameters.Add(part => part.Item, Uploads.Items[0]))
            .Find(".upload-note").TextContent.ShouldBe($"{words}. Goes on by itself from 25 %.");
    }

    private async Task AddAsync(int count)
    {
        await Uploads.StartAsync();
        await Uploads.OnAddedAsync([.. Enumerable.Range(1, count).Select(id => new AddedFile(id, $"{id}.pdf", 1000))]);
    }

    private int Count(UploadPhase phase) => Uploads.Items.Count(item => item.Phase == phase);
}
