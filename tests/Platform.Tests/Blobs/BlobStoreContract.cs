using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>What every blob store promises. Each test has a folder of keys for itself.</summary>
public abstract partial class BlobStoreContract
{
    private readonly string _agency = Guid.CreateVersion7().ToString();

    protected abstract IBlobStore Store { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(1_000_000)]
    public async Task What_was_put_is_read_back(int length)
    {
        var content = Bytes.Random(length);
        var receipt = await Store.PutAsync(Key("a"), content);

        receipt.ShouldBe(new BlobReceipt(length, Bytes.Sha256(content)));
        (await Store.ReadAllAsync(Key("a"))).ShouldBe(content);
        (await Store.FindLengthAsync(Key("a"), default)).ShouldBe(length);
    }

    [Fact]
    public async Task Content_of_unknown_length_in_odd_portions_is_stored_whole()
    {
        var content = Bytes.Random(300_001);
        await Store.PutAsync(Key("a"), new OneWayStream(content, 777), default);

        (await Store.ReadAllAsync(Key("a"))).ShouldBe(content);
    }

    [Fact]
    public async Task The_callers_stream_stays_open_and_is_read_from_where_it_stands()
    {
        var content = new MemoryStream(Bytes.Random(100)) { Position = 40 };
        (await Store.PutAsync(Key("a"), content, default)).Length.ShouldBe(60);

        content.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task A_range_is_read_by_seeking()
    {
        var content = Bytes.Random(200_000);
        await Store.PutAsync(Key("a"), content);
        await using var stream = (await Store.OpenReadAsync(Key("a"), default))!;

        stream.CanSeek.ShouldBeTrue();
        stream.Length.ShouldBe(content.Length);
        foreach (var (from, count) in new[] { (150_000, 50_000), (65_535, 2), (0, 1), (131_072, 65_536), (199_999, 1) })
        {
            stream.Position = from;
            var part = new byte[count];
            await stream.ReadExactlyAsync(part);
            part.ShouldBe(content[from..(from + count)]);
            stream.Seek(from, SeekOrigin.Begin);
            stream.ReadExactly(part);
            part.ShouldBe(content[from..(from + count)]);
        }

        stream.Position = content.Length + 5;
        stream.Read(new byte[1], 0, 1).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_absent_is_null_and_can_be_deleted()
    {
        (await Store.OpenReadAsync(Key("none"), default)).ShouldBeNull();
        (await Store.OpenReadAsync(Key("none/deeper"), default)).ShouldBeNull();
        (await Store.FindLengthAsync(Key("none"), default)).ShouldBeNull();
        await Store.DeleteAsync(Key("none/deeper"), default);
    }

    [Fact]
    public async Task A_folder_of_keys_is_not_an_object()
    {
        await Store.PutAsync(Key("folder/a"), [1]);

        (await Store.OpenReadAsync(Key("folder"), default)).ShouldBeNull();
        (await Store.FindLengthAsync(Key("folder"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_its_neighbour_is_not()
    {
        await Store.PutAsync(Key("v1/a"), [1]);
        await Store.PutAsync(Key("v1/b"), [2]);
        await Store.DeleteAsync(Key("v1/a"), default);
        await Store.DeleteAsync(Key("v1/a"), default);

        (await Store.ExistsAsync(Key("v1/a"), default)).ShouldBeFalse();
        (await Store.ReadAllAsync(Key("v1/b"))).ShouldBe([2]);
    }

    [Fact]
    public async Task Putting_again_replaces_and_an_open_reader_keeps_what_it_opened()
    {
        var old = Bytes.Random(200_000, seed: 1);
        var young = Bytes.Random(150_000, seed: 2);
        await Store.PutAsync(Key("a"), old);
        await using var reader = (await Store.OpenReadAsync(Key("a"), default))!;
        await Store.PutAsync(Key("a"), young);

        var seen = new byte[old.Length];
        await reader.ReadExactlyAsync(seen);
        seen.ShouldBe(old);
        (await Store.ReadAllAsync(Key("a"))).ShouldBe(young);
    }

    [Fact]
    public async Task A_declared_hash_that_is_wrong_stores_nothing()
    {
        var content = Bytes.Random(100_000);
        await Should.ThrowAsync<BlobHashMismatchException>(
            () => Store.PutAsync(Key("a"), new MemoryStream(content), new string('0', 64), default));
        (await Store.ExistsAsync(Key("a"), default)).ShouldBeFalse();

        await Store.PutAsync(Key("a"), new MemoryStream(content), Bytes.Sha256(content).ToUpperInvariant(), default);
        (await Store.ExistsAsync(Key("a"), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_the_former_object()
    {
        await Store.PutAsync(Key("a"), [7]);
        await Should.ThrowAsync<IOException>(
            () => Store.PutAsync(Key("a"), new OneWayStream(Bytes.Random(500_000), 10_000, failAt: 400_000), default));

        (await Store.ReadAllAsync(Key("a"))).ShouldBe([7]);
        (await Store.ListAsync(_agency, null, 10, default)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_put_stores_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.PutAsync(Key("a"), new OneWayStream(Bytes.Random(10), 10), cancelled.Token));

        (await Store.ExistsAsync(Key("a"), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_listing_goes_page_by_page_in_the_order_of_the_keys()
    {
        string[] names =
        [
            "a.txt", "a/b", "a/c/d", "b", "a-b", "a-b.c/d", "a-bb/c", "a0", "c/x", "c/y", "c-1/z", "documents/1/v1/original",
        ];
        foreach (var name in names)
        {
            await Store.PutAsync(Key(name), Bytes.Random(name.Length));
        }

        var all = names.Select(Key).Order(StringComparer.Ordinal).ToList();
        for (var limit = 1; limit <= names.Length + 1; limit++)
        {
            var listed = await ListAsync(_agency + "/", limit);
            listed.Select(i => i.Key).ShouldBe(all);
            listed.ShouldAllBe(i => i.Length == i.Key.Length - _agency.Length - 1);
        }

        (await ListAsync(Key("a/"), 10)).Select(i => i.Key).ShouldBe([Key("a/b"), Key("a/c/d")]);
        (await ListAsync(Key("a"), 10)).Count.ShouldBe(7);
        (await ListAsync(Key("zzz"), 10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a/.")]
    [InlineData(".tmp/x")]
    [InlineData("a\\b")]
    [InlineData("a/\u0000")]
    [InlineData("a/b c")]
    [InlineData("a/\u00e9")]
    public async Task A_key_that_could_leave_the_store_is_refused(string name)
    {
        foreach (var key in new[] { name, Key(name) })
        {
            await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(key, [1]));
            await Should.ThrowAsync<ArgumentException>(() => Store.OpenReadAsync(key, default));
            await Should.ThrowAsync<ArgumentException>(() => Store.DeleteAsync(key, default));
            await Should.ThrowAsync<ArgumentException>(() => Store.FindLengthAsync(key, default));
        }
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(Key(new string('a', 129)), [1]));

    [Theory]
    [InlineData("..")]
    [InlineData("../")]
    [InlineData("a/../b")]
    public async Task A_prefix_that_could_leave_the_store_finds_nothing_or_is_refused(string prefix)
    {
        try
        {
            (await Store.ListAsync(prefix, null, 10, default)).Items.ShouldBeEmpty();
        }
        catch (ArgumentException e)
        {
            e.Message.ShouldStartWith("A blob");
        }
    }

    [Fact]
    public async Task Many_writers_of_one_key_leave_one_whole_object()
    {
        await Task.WhenAll(Enumerable.Range(1, 16).Select(async writer =>
        {
            await Task.Yield();
            await Store.PutAsync(Key("deep/er/a"), Enumerable.Repeat((byte)writer, 100_000).ToArray());
            await Store.DeleteAsync(Key($"deep/er/{writer}"), default);
        }));

        var content = await Store.ReadAllAsync(Key("deep/er/a"));
        content.Length.ShouldBe(100_000);
        content.ShouldAllBe(b => b == content[0]);
    }

    [Fact]
    public async Task A_value_is_kept_as_json()
    {
        var value = new Reading("Loan Amount", [1, 2, 3]);
        await Store.PutJsonAsync(Key("reading.json"), value, default);

        var read = await Store.GetJsonAsync<Reading>(Key("reading.json"), default);
        read!.Quote.ShouldBe(value.Quote);
        read.Pages.ShouldBe(value.Pages);
        (await Store.GetJsonAsync<Reading>(Key("none.json"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_json_is_reported_as_damaged()
    {
        await Store.PutAsync(Key("a"), Bytes.Random(100));
        await Should.ThrowAsync<BlobCorruptException>(() => Store.GetJsonAsync<Reading>(Key("a"), default));
    }

    [Fact]
    public async Task A_removed_object_stays_with_its_open_reader()
    {
        var content = Bytes.Random(150_000);
        await Store.PutAsync(Key("a"), content);
        await using var reader = (await Store.OpenReadAsync(Key("a"), default))!;
        await Store.DeleteAsync(Key("a"), default);

        var seen = new byte[content.Length];
        await reader.ReadExactlyAsync(seen);
        seen.ShouldBe(content);
    }

    protected string Key(string name) => $"{_agency}/{name}";

    private async Task<List<BlobItem>> ListAsync(string prefix, int limit)
    {
        var items = new List<BlobItem>();
        string? after = null;
        do
        {
            var page = await Store.ListAsync(prefix, after, limit, default);
            page.Items.Count.ShouldBeLessThanOrEqualTo(limit);
            items.AddRange(page.Items);
            after = page.NextAfter;
        }
        while (after is not null);
        return items;
    }

    private sealed record Reading(string Quote, int[] Pages);
}
