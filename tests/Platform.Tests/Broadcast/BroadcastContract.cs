using System.Collections.Concurrent;
using DigitalDocs.Platform.Broadcast;

namespace DigitalDocs.Platform.Tests.Broadcast;

/// <summary>What news promise within a process.</summary>
public abstract class BroadcastContract
{
    protected abstract IBroadcast One { get; }

    [Fact]
    public void Who_listens_to_a_topic_has_heard_it_when_sending_returns()
    {
        var heard = new ConcurrentQueue<string>();
        using var first = One.Listen("a", heard.Enqueue);
        using var second = One.Listen("a", heard.Enqueue);
        using var elsewhere = One.Listen("b", _ => throw new InvalidOperationException("not for b"));

        One.Send("a", "x|y");

        heard.ShouldBe(["x|y", "x|y"]);
    }

    [Fact]
    public void Who_stopped_listening_hears_nothing()
    {
        var heard = new ConcurrentQueue<string>();
        One.Listen("a", heard.Enqueue).Dispose();

        One.Send("a", "x");

        heard.ShouldBeEmpty();
    }
}
