using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Platform.Tests.Jobs;

public sealed class FairGateTests
{
    private static readonly Guid Busy = Guid.CreateVersion7();
    private static readonly Guid Small = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agencies_take_turns_however_long_the_queue_of_one_is()
    {
        var gate = new FairGate(1);
        var order = new List<Guid>();
        var first = await gate.EnterAsync(Busy, false, Ct);
        Task[] waiting =
            [PassAsync(Busy), PassAsync(Busy), PassAsync(Busy), PassAsync(Busy), PassAsync(Small)];

        first.Dispose();
        await Task.WhenAll(waiting);

        order.IndexOf(Small).ShouldBeLessThan(2);
        order.Count.ShouldBe(5);

        async Task PassAsync(Guid agency)
        {
            using var place = await gate.EnterAsync(agency, false, Ct);
            order.Add(agency);
        }
    }

    [Fact]
    public async Task Short_work_that_somebody_waits_for_goes_first()
    {
        var gate = new FairGate(1);
        var first = await gate.EnterAsync(Busy, false, Ct);
        var later = gate.EnterAsync(Busy, false, Ct);
        var urgent = gate.EnterAsync(Busy, true, Ct);

        first.Dispose();

        (await urgent).Dispose();
        (await later).Dispose();
    }

    [Fact]
    public async Task A_place_for_newcomers_is_only_for_what_is_urgent_to_an_agency_that_has_none()
    {
        var gate = new FairGate(1, forNewcomers: 1);
        using var busy = await gate.EnterAsync(Busy, true, Ct);
        var more = gate.EnterAsync(Busy, true, Ct);
        more.IsCompleted.ShouldBeFalse();

        var slow = gate.EnterAsync(Small, false, Ct);
        slow.IsCompleted.ShouldBeFalse();
        var small = await gate.EnterAsync(Small, true, Ct);
        var another = gate.EnterAsync(Small, true, Ct);
        another.IsCompleted.ShouldBeFalse();
        small.Dispose();

        // The newcomers' place is free again: for whoever has nothing inside, and that is no longer the busy one.
        (await another).Dispose();
        more.IsCompleted.ShouldBeFalse();
        slow.IsCompleted.ShouldBeFalse();
        busy.Dispose();
        (await more).Dispose();
        (await slow).Dispose();
    }

    [Fact]
    public async Task A_place_for_newcomers_that_opens_later_serves_who_waits()
    {
        var gate = new FairGate(1);
        using var busy = await gate.EnterAsync(Busy, true, Ct);
        var more = gate.EnterAsync(Busy, true, Ct);
        var small = gate.EnterAsync(Small, true, Ct);
        small.IsCompleted.ShouldBeFalse();

        gate.AddForNewcomers();

        (await small).Dispose();
        more.IsCompleted.ShouldBeFalse();
        busy.Dispose();
        (await more).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_passed_over_and_a_place_is_given_back_once()
    {
        var gate = new FairGate(1);
        var first = await gate.EnterAsync(Busy, false, Ct);
        using var impatience = new CancellationTokenSource();
        var gone = gate.EnterAsync(Busy, false, impatience.Token);
        var patient = gate.EnterAsync(Busy, false, Ct);
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);

        first.Dispose();
        first.Dispose();

        var inside = await patient;
        var next = gate.EnterAsync(Small, false, Ct);
        next.IsCompleted.ShouldBeFalse();
        inside.Dispose();
        (await next).Dispose();
    }
}
