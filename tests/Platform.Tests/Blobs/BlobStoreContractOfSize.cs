using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>What holds for objects that no store takes in one go.</summary>
public abstract partial class BlobStoreContract
{
    [Fact]
    public async Task A_huge_object_is_stored_whole_and_its_ranges_are_read()
    {
        var content = Bytes.Random(23_456_789);
        var receipt = await Store.PutAsync(Key("huge"), new OneWayStream(content, 1_000_003), Bytes.Sha256(content), default);

        receipt.ShouldBe(new BlobReceipt(content.Length, Bytes.Sha256(content)));
        Bytes.Sha256(await Store.ReadAllAsync(Key("huge"))).ShouldBe(receipt.Sha256);
        await using var stream = (await Store.OpenReadAsync(Key("huge"), default))!;
        foreach (var from in new[] { 20_000_000, 20_000_500, 5_242_879, 20_200_000, 0, 23_456_700 })
        {
            var part = new byte[Math.Min(100_000, content.Length - from)];
            stream.Position = from;
            await stream.ReadExactlyAsync(part);
            part.AsSpan().SequenceEqual(content.AsSpan(from, part.Length)).ShouldBeTrue($"the range from {from}");
        }
    }

    [Theory]
    [InlineData(5 << 20)]
    [InlineData((5 << 20) + 1)]
    [InlineData(10 << 20)]
    public async Task Content_that_ends_where_a_part_ends_is_stored_whole(int length)
    {
        var content = Bytes.Random(length);
        await Store.PutAsync(Key("a"), new OneWayStream(content, 1 << 20), default);

        (await Store.FindLengthAsync(Key("a"), default)).ShouldBe(length);
        Bytes.Sha256(await Store.ReadAllAsync(Key("a"))).ShouldBe(Bytes.Sha256(content));
    }

    [Fact]
    public async Task A_huge_object_that_is_not_what_was_declared_is_not_stored()
    {
        await Store.PutAsync(Key("a"), [7]);
        await Should.ThrowAsync<BlobHashMismatchException>(() => Store.PutAsync(
            Key("a"), new OneWayStream(Bytes.Random(12_000_000), 1 << 20), new string('0', 64), default));

        (await Store.ReadAllAsync(Key("a"))).ShouldBe([7]);
    }

    [Theory]
    [InlineData(400_000)]
    [InlineData(11_000_000)]
    public async Task A_put_that_is_cancelled_in_the_middle_leaves_the_former_object(int at)
    {
        await Store.PutAsync(Key("a"), [7]);
        using var cancelled = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Store.PutAsync(
            Key("a"), new CancellingStream(Bytes.Random(12_000_000), at, cancelled), cancelled.Token));

        (await Store.ReadAllAsync(Key("a"))).ShouldBe([7]);
        (await Store.ListAsync(_agency, null, 10, default)).Items.Count.ShouldBe(1);
    }

    private sealed class CancellingStream(byte[] content, int at, CancellationTokenSource source) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= at)
            {
                await source.CancelAsync();
            }

            return Read(buffer.Span[..Math.Min(buffer.Length, 100_000)]);
        }
    }
}
