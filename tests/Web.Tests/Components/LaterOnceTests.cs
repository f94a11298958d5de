using DigitalDocs.Web.Components;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Web.Tests.Components;

public sealed class LaterOnceTests
{
    [Fact]
    public void Many_requests_are_one_and_none_puts_it_off()
    {
        var clock = new FakeTimeProvider();
        var done = 0;
        using var later = new LaterOnce(TimeSpan.FromSeconds(1), clock, () =>
        {
            done++;
            return Task.CompletedTask;
        });

        later.Ask();
        clock.Advance(TimeSpan.FromMilliseconds(900));
        later.Ask();
        done.ShouldBe(0);
        clock.Advance(TimeSpan.FromMilliseconds(200));
        done.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(5));
        done.ShouldBe(1);

        later.Ask();
        clock.Advance(TimeSpan.FromSeconds(1));
        done.ShouldBe(2);
    }
}
