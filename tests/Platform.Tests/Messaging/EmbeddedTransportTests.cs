using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class EmbeddedTransportTests : EventTransportContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dd-events-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Another_process_on_the_same_folder_hears_of_an_event()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var sender = Open();
        await using var receiver = Open();
        await receiver.SubscribeAsync("g", ["thing.happened.v1"], ct);
        var waiting = receiver.ReceiveAsync("g", 1, ct);
        await sender.SendAsync([Event("a")], ct);

        (await waiting).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Events_that_nobody_waits_for_are_forgotten_after_an_hour()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var transport = Open();
        await transport.SubscribeAsync("g", ["thing.happened.v1"], ct);
        await transport.SendAsync([Event("a")], ct);
        await transport.CompleteAsync(await transport.ReceiveAsync("g", 1, ct), ct);
        Clock.Advance(TimeSpan.FromHours(2));
        await transport.TrimAsync();
        await transport.SubscribeAsync("late", ["thing.happened.v1"], ct);
        await transport.SendAsync([Event("b")], ct);

        (await transport.ReceiveAsync("late", 10, ct)).ShouldHaveSingleItem().Event.Subject.ShouldBe("b");
    }

    protected override Task<IEventTransport> CreateAsync() => Task.FromResult<IEventTransport>(Open());

    protected override async Task CloseAsync(IEventTransport transport) =>
        await ((EmbeddedTransport)transport).DisposeAsync();

    private EmbeddedTransport Open() => new(
        new Databases(Options.Create(new DataOptions { Folder = _folder.FullName, SqliteSynchronous = "normal" })), Clock);
}
