using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;

namespace DigitalDocs.Web.Tests.Api;

public sealed class ListingTests
{
    private static readonly Problem Refusal = new("about:blank", "No", 503, null, null, "unavailable", null, null);
    private readonly Listing<int> _list = new(item => item);

    [Fact]
    public void The_next_piece_is_added_and_what_moved_into_it_is_not_shown_twice()
    {
        _list.Begin(Answer("next", 1, 2, 3));
        _list.GoOn(Answer(null, 3, 4)).ShouldBeNull();

        _list.Items.ShouldBe([1, 2, 3, 4]);
        _list.Cursor.ShouldBeNull();
    }

    [Fact]
    public void A_refusal_leaves_what_is_shown()
    {
        _list.Begin(Answer("next", 1));
        _list.Begin(new(null, Refusal)).ShouldBe(Refusal);
        _list.GoOn(new(null, Refusal)).ShouldBe(Refusal);

        _list.Items.ShouldBe([1]);
        _list.Cursor.ShouldBe("next");
    }

    [Fact]
    public void A_piece_of_a_forgotten_list_is_not_shown()
    {
        _list.Begin(Answer("next", 1));
        _list.Clear();
        _list.GoOn(Answer("more", 2)).ShouldBeNull();

        _list.Items.ShouldBeNull();
        _list.Cursor.ShouldBeNull();
    }

    [Fact]
    public void A_refusal_at_the_beginning_ends_the_waiting()
    {
        _list.Items.ShouldBeNull();
        _list.Begin(new(null, Refusal));

        _list.Items.ShouldBeEmpty();
    }

    [Fact]
    public void As_many_are_asked_for_again_as_are_shown()
    {
        _list.Limit.ShouldBe(50);
        _list.Begin(Answer(null, [.. Enumerable.Range(0, 120)]));
        _list.Limit.ShouldBe(120);
    }

    private static Answer<Page<int>> Answer(string? cursor, params int[] items) => new(new(items, cursor), null);
}
