using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Services.Tests.Jobs;

public sealed class JobOwnerTests
{
    [Fact]
    public void A_process_that_lives_is_not_gone_and_one_that_ended_is()
    {
        using var me = new JobOwner();
        string ended;
        using (var another = new JobOwner())
        {
            ended = another.Name;
            JobOwner.IsGone(ended).ShouldBeFalse();
        }

        JobOwner.IsGone(me.Name).ShouldBeFalse();
        JobOwner.IsGone(ended).ShouldBeTrue();
    }

    [Fact]
    public void A_number_that_another_process_has_by_now_does_not_keep_its_owner_alive()
    {
        using var me = new JobOwner();
        var parts = me.Name.Split('/');

        // The test's own number, but of a process that started at another time; and a number that nobody has.
        JobOwner.IsGone($"{parts[0]}/{parts[1]}/1/{parts[3]}").ShouldBeTrue();
        JobOwner.IsGone($"{parts[0]}/2147483646/1/{parts[3]}").ShouldBeTrue();
    }

    [Theory]
    [InlineData("elsewhere/1/1/x")]
    [InlineData("host/1/x")]
    [InlineData("")]
    [InlineData(null)]
    public void Of_other_machines_and_unknown_owners_nobody_here_can_know(string? owner) =>
        JobOwner.IsGone(owner).ShouldBeFalse();

    [Fact]
    public void A_container_of_the_same_name_and_number_is_another_machine()
    {
        using var me = new JobOwner();
        var parts = me.Name.Split('/');
        var machine = parts[0].Split('.');

        JobOwner.IsGone($"{machine[0]}.pid:[1]/{parts[1]}/1/{parts[3]}").ShouldBeFalse();
        JobOwner.IsGone($"another-start.{machine[^1]}/{parts[1]}/1/{parts[3]}").ShouldBeFalse();
    }
}
