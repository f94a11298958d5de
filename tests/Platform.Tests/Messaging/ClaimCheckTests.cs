using System.Text;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Platform.Tests.Blobs;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>Payloads that are too large for a broker, over the embedded queue and a folder of files.</summary>
public sealed class ClaimCheckTests : IAsyncLifetime
{
    private const string Group = "tests.WhenThingHappened";
    private const string Type = "thing.happened.v1";
    private static readonly Guid Agency = Guid.CreateVersion7();
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
    private EmbeddedTransport _queue = null!;
    private readonly EncryptedFolder _files = new();
    private ClaimCheckTransport _transport = null!;

    private IBlobStore Blobs => _files.Store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _queue = new EmbeddedTransport(
            new Databases(Options.Create(new DataOptions { Folder = _folder.Path, SqliteSynchronous = "normal" })), _clock);
        _transport = new ClaimCheckTransport(_queue, Blobs, NullLogger<ClaimCheckTransport>.Instance);
        await _transport.SubscribeAsync(Group, [Type], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _files.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_payload_of_three_megabytes_arrives_whole()
    {
        var sent = Event(Large("é"));
        await _transport.SendAsync([sent], Ct);

        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem().Event.ShouldBe(sent);
    }

    [Fact]
    public async Task A_large_payload_goes_to_the_agencys_files_and_a_small_one_does_not()
    {
        var large = Event(Large("x"));
        await _transport.SendAsync([large, Event("1")], Ct);

        (await Blobs.ListAsync("", null, 10, Ct)).Items.Select(item => item.Key)
            .ShouldBe([$"{Agency}/events/{large.Id}"]);
        (await _queue.ReceiveAsync(Group, 10, Ct)).ShouldAllBe(delivery => delivery.Event.Data.Length < 10);
    }

    [Fact]
    public async Task Every_group_gets_the_payload_however_late_it_comes()
    {
        await _transport.SubscribeAsync("tests.Late", [Type], Ct);
        var sent = Event(Large("x"));
        await _transport.SendAsync([sent], Ct);
        await _transport.CompleteAsync(await _transport.ReceiveAsync(Group, 1, Ct), Ct);
        _clock.Advance(TimeSpan.FromDays(20));

        (await _transport.ReceiveAsync("tests.Late", 1, Ct))[0].Event.Data.ShouldBe(sent.Data);
    }

    [Fact]
    public async Task A_payload_that_is_gone_leaves_the_decision_to_the_handler()
    {
        var sent = Event(Large("x"));
        await _transport.SendAsync([sent], Ct);
        await Blobs.DeleteAsync(ClaimCheckTransport.KeyOf(sent), Ct);

        (await _transport.ReceiveAsync(Group, 1, Ct))[0].Event.Data.ShouldBe("null");
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_now_costs_no_attempt()
    {
        var sent = Event(Large("x"));
        await _transport.SendAsync([sent, Event("1") with { Subject = "b" }], Ct);
        var key = ClaimCheckTransport.KeyOf(sent);
        var stored = _files.Stored(key);
        _files.Overwrite(key, stored[..1000]);
        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem().Event.Subject.ShouldBe("b");

        _files.Overwrite(key, stored);
        _clock.Advance(TimeSpan.FromSeconds(6));
        var delivery = (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem();
        (delivery.Attempt, delivery.Event.Data).ShouldBe((1, sent.Data));
    }

    [Fact]
    public async Task Old_payloads_are_taken_away_and_nothing_else()
    {
        var old = Event(Large("x"));
        var others = Event(Large("y")) with { AgencyId = Guid.CreateVersion7() };
        await _transport.SendAsync([old, others], Ct);
        await PutAsync($"{Agency}/documents/a/v1/original");
        await PutAsync($"{others.AgencyId}/zebra");

        (await PayloadSweep.RunAsync(Blobs, DateTimeOffset.MinValue, Ct)).ShouldBe(0);
        (await PayloadSweep.RunAsync(Blobs, DateTimeOffset.MaxValue, Ct)).ShouldBe(2);
        (await Blobs.ListAsync("", null, 10, Ct)).Items.Select(item => item.Key)
            .ShouldBe([$"{Agency}/documents/a/v1/original", $"{others.AgencyId}/zebra"], ignoreOrder: true);
    }

    private static EventEnvelope Event(string data) => new(
        Guid.CreateVersion7(), Type, "tests", "a", new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero), Agency, "user:1",
        null, data);

    private static string Large(string of) => $"\"{string.Concat(Enumerable.Repeat(of, 1_500_000))}\"";

    private async Task PutAsync(string key)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("x"));
        await Blobs.PutAsync(key, content, null, Ct);
    }
}
