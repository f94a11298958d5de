using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests;

/// <summary>
/// A clock that can go on by days at once. Advancing over them would run every periodic job of those days, some each
/// second of them.
/// </summary>
internal sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _jumped;

    public void Jump(TimeSpan time) => _jumped += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _jumped;
}
