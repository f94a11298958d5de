using DigitalDocs.Platform.Broadcast;

namespace DigitalDocs.Platform.Tests.Broadcast;

public sealed class LocalBroadcastTests : BroadcastContract
{
    protected override IBroadcast One { get; } = new LocalBroadcast();
}
