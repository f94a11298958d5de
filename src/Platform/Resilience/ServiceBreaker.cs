namespace DigitalDocs.Platform.Resilience;

/// <summary>
/// The breaker of one target service, for all its clients in this process: opens after so many failures in a row (any
/// success in between starts the count anew), then lets one call through per waiting time until one succeeds. Polly's
/// own breaker counts ratios over a window, in which one success long ago would hide five failures now.
/// </summary>
internal sealed class ServiceBreaker(int failuresBeforeOpen, TimeSpan openFor, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _openUntil = DateTimeOffset.MinValue;
    private bool _open;
    private bool _trying;
    private int _round;

    /// <summary>Asks leave for a call; each leave is answered by exactly one <see cref="Report"/>.</summary>
    /// <returns>False while the breaker is open; <paramref name="retryAfter"/> tells for how long.</returns>
    public bool TryEnter(out Leave leave, out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            leave = new Leave(_round, Trial: _open);
            retryAfter = TimeSpan.Zero;
            if (!_open)
            {
                return true;
            }

            var left = _openUntil - clock.GetUtcNow();
            if (left > TimeSpan.Zero || _trying)
            {
                retryAfter = left > TimeSpan.Zero ? left : openFor;
                return false;
            }

            _trying = true;
            return true;
        }
    }

    /// <summary>Tells how the call went; null when it says nothing about the service, as when the caller gave up.</summary>
    public void Report(Leave leave, bool? succeeded)
    {
        lock (_gate)
        {
            // Calls that began before the breaker last opened or closed say nothing about now.
            if (leave.Round != _round)
            {
                return;
            }

            if (leave.Trial)
            {
                _trying = false;
            }

            if (succeeded == true)
            {
                _failures = 0;
                Turn(open: false);
            }
            else if (succeeded == false && (leave.Trial || ++_failures >= failuresBeforeOpen))
            {
                _openUntil = clock.GetUtcNow() + openFor;
                Turn(open: true);
            }
        }
    }

    private void Turn(bool open)
    {
        if (open != _open || open)
        {
            _open = open;
            _failures = 0;
            _round++;
        }
    }

    internal readonly record struct Leave(int Round, bool Trial);
}
