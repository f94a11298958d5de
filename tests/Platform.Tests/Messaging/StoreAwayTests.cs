using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class StoreAwayTests
{
    [Fact]
    public void A_store_that_is_away_is_known_wherever_it_stands_in_the_chain()
    {
        var away = new StoreUnavailableException("blobs", new IOException("refused"));
        ErrorChain.Of(away, "{}").IsStoreAway.ShouldBeTrue();
        ErrorChain.Of(new InvalidOperationException("outer", away), "{}").IsStoreAway.ShouldBeTrue();
        ErrorChain.Of(new IOException("refused"), "{}").IsStoreAway.ShouldBeFalse();
    }

    [Fact]
    public void Waiting_for_a_store_neither_ends_nor_gets_long()
    {
        foreach (var attempt in new[] { 1, 3, 6, 40, 100_000 })
        {
            RetrySchedule.WhileStoreIsAway(attempt).ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(40));
        }
    }
}
