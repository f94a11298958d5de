using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Platform.Tests.Jobs;

public sealed class FairQueueTests
{
    private static readonly Guid Busy = Guid.CreateVersion7();
    private static readonly Guid Quiet = Guid.CreateVersion7();
    private readonly FairQueue<string> _queue = new();

    [Fact]
    public void Agencies_take_turns_and_each_gets_its_own_in_order()
    {
        Put(Busy, "b1", "b2", "b3", "b4");
        Put(Quiet, "q1");
        Put(Guid.Empty, "n1", "n2");

        All().ShouldBe(["b1", "q1", "n1", "b2", "n2", "b3", "b4"]);
    }

    [Fact]
    public void Who_comes_back_waits_for_one_turn()
    {
        Put(Busy, "b1", "b2", "b3");
        _queue.Dequeue().ShouldBe("b1");
        Put(Quiet, "q1", "q2");

        All().ShouldBe(["b2", "q1", "b3", "q2"]);
        _queue.Dequeue().ShouldBeNull();
    }

    private void Put(Guid agency, params string[] items) => Array.ForEach(items, item => _queue.Enqueue(agency, item));

    private List<string> All()
    {
        var items = new List<string>();
        while (_queue.Dequeue() is { } item)
        {
            items.Add(item);
        }

        return items;
    }
}
