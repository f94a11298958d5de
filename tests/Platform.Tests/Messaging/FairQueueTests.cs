using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class FairQueueTests
{
    private readonly FairQueue _queue = new();

    [Fact]
    public void Agencies_take_turns_and_each_gets_its_own_in_order()
    {
        var (busy, quiet, nobody) = (Guid.CreateVersion7(), Guid.CreateVersion7(), (Guid?)null);
        Put(busy, 1, 2, 3, 4);
        Put(quiet, 11);
        Put(nobody, 21, 22);

        Tags().ShouldBe([1ul, 11, 21, 2, 22, 3, 4]);
    }

    [Fact]
    public void Who_comes_back_waits_for_one_turn()
    {
        var (busy, quiet) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Put(busy, 1, 2, 3);
        _queue.Dequeue()!.Tag.ShouldBe(1ul);
        Put(quiet, 11, 12);

        Tags().ShouldBe([2ul, 11, 3, 12]);
        _queue.Dequeue().ShouldBeNull();
    }

    private void Put(Guid? agency, params ulong[] tags)
    {
        foreach (var tag in tags)
        {
            _queue.Enqueue(new HeldEvent(tag, new EventEnvelope(
                Guid.CreateVersion7(), "thing.happened.v1", "tests", $"{tag}", DateTimeOffset.UnixEpoch, agency, "user:1", null, "{}")));
        }
    }

    private List<ulong> Tags()
    {
        var tags = new List<ulong>();
        while (_queue.Dequeue() is { } held)
        {
            tags.Add(held.Tag);
        }

        return tags;
    }
}
