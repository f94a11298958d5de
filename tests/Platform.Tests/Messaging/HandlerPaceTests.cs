using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class HandlerPaceTests
{
    private readonly HandlerPace _pace = new();

    [Fact]
    public void A_handler_is_slow_until_it_has_been_seen_to_be_quick()
    {
        _pace.IsQuick.ShouldBeFalse();

        _pace.Note(TimeSpan.FromMilliseconds(5));

        _pace.IsQuick.ShouldBeTrue();
    }

    [Fact]
    public void One_long_run_makes_a_quick_handler_slow_and_a_few_short_ones_quick_again()
    {
        _pace.Note(TimeSpan.FromMilliseconds(5));
        _pace.Note(TimeSpan.FromSeconds(1));
        _pace.IsQuick.ShouldBeFalse();

        for (var run = 0; run < 10; run++)
        {
            _pace.Note(TimeSpan.FromMilliseconds(5));
        }

        _pace.IsQuick.ShouldBeTrue();
    }
}
