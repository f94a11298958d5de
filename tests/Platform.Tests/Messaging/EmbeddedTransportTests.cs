using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Testing;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class EmbeddedTransportTests : EventTransportContract
{
    private readonly TempFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_group_that_is_new_to_the_installation_sees_the_last_hour()
    {
        await using var transport = Open();
        await transport.SendAsync([Event("a")], Ct);
        await transport.SubscribeAsync(Group, [Type], Ct);

        (await TakeAsync(transport, 1))[0].Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task Events_that_nobody_waits_for_are_forgotten_after_an_hour()
    {
        await using var transport = Open();
        await transport.SubscribeAsync(Group, [Type], Ct);
        await transport.SendAsync([Event("a")], Ct);
        await transport.CompleteAsync(await transport.ReceiveAsync(Group, 1, Ct), Ct);
        Clock.Advance(TimeSpan.FromHours(2));
        await transport.TrimAsync();
        await transport.SubscribeAsync("late", [Type], Ct);
        await transport.SendAsync([Event("b")], Ct);

        (await transport.ReceiveAsync("late", 10, Ct)).ShouldHaveSingleItem().Event.Subject.ShouldBe("b");
    }

    protected override Task<IEventTransport> CreateAsync() => Task.FromResult<IEventTransport>(Open());

    private EmbeddedTransport Open() => new(
        new Databases(Options.Create(new DataOptions { Folder = _folder.Path, SqliteSynchronous = "normal" })), Clock);
}
