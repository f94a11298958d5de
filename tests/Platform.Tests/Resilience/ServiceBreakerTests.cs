using CsCheck;
using DigitalDocs.Platform.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Resilience;

public sealed class ServiceBreakerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceBreaker _breaker;

    public ServiceBreakerTests() => _breaker = new ServiceBreaker(5, Minute, _clock);

    [Fact]
    public void It_opens_after_five_failures_in_a_row_for_a_minute()
    {
        Calls(false, false, false, false);
        IsOpen().ShouldBeFalse();
        Calls(false);
        IsOpen().ShouldBeTrue();
        _clock.Advance(Minute - TimeSpan.FromMilliseconds(1));
        IsOpen().ShouldBeTrue();
    }

    [Fact]
    public void A_success_in_between_starts_the_count_anew_however_long_ago_the_failures_were()
    {
        Calls(false, false, false, false, true, false, false, false, false);
        IsOpen().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromDays(1));
        Calls(false);
        IsOpen().ShouldBeTrue();
    }

    [Fact]
    public void Successes_long_ago_do_not_hide_five_failures()
    {
        Calls([.. Enumerable.Repeat(true, 1000)]);
        Calls(false, false, false, false, false);
        IsOpen().ShouldBeTrue();
    }

    [Fact]
    public void After_the_wait_one_call_tries_and_its_success_closes()
    {
        Calls(false, false, false, false, false);
        _clock.Advance(Minute);
        _breaker.TryEnter(out var trial, out _).ShouldBeTrue();
        _breaker.TryEnter(out _, out _).ShouldBeFalse();
        _breaker.Report(trial, true);

        Calls(false, false, false, false);
        IsOpen().ShouldBeFalse();
    }

    [Fact]
    public void A_failed_trial_opens_for_another_minute()
    {
        Calls(false, false, false, false, false);
        _clock.Advance(Minute);
        Calls(false);
        _breaker.TryEnter(out _, out var retryAfter).ShouldBeFalse();
        retryAfter.ShouldBe(Minute);
        _clock.Advance(Minute);
        Calls(true);
        IsOpen().ShouldBeFalse();
    }

    [Fact]
    public void A_trial_that_its_caller_gave_up_lets_the_next_one_try()
    {
        Calls(false, false, false, false, false);
        _clock.Advance(Minute);
        _breaker.TryEnter(out var trial, out _).ShouldBeTrue();
        _breaker.Report(trial, null);
        _breaker.TryEnter(out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_late_answer_from_before_the_opening_does_not_close_it()
    {
        _breaker.TryEnter(out var early, out _);
        Calls(false, false, false, false, false);
        _breaker.Report(early, true);
        IsOpen().ShouldBeTrue();
    }

    [Fact]
    public void For_any_history_it_is_open_exactly_when_the_last_five_failed() =>
        Gen.Bool.List[0, 40].Sample(history =>
        {
            var breaker = new ServiceBreaker(5, Minute, _clock);
            var row = 0;
            foreach (var succeeded in history)
            {
                if (!breaker.TryEnter(out var leave, out _))
                {
                    return row >= 5;
                }

                breaker.Report(leave, succeeded);
                row = succeeded ? 0 : row + 1;
            }

            return breaker.TryEnter(out _, out _) == row < 5;
        });

    private void Calls(params bool[] outcomes)
    {
        foreach (var succeeded in outcomes)
        {
            _breaker.TryEnter(out var leave, out _).ShouldBeTrue();
            _breaker.Report(leave, succeeded);
        }
    }

    // Asking takes a leave, so it is given back unanswered.
    private bool IsOpen()
    {
        var entered = _breaker.TryEnter(out var leave, out _);
        if (entered)
        {
            _breaker.Report(leave, null);
        }

        return !entered;
    }
}
