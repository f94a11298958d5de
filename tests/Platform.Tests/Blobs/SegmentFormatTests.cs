using CsCheck;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>The encrypted format against everything that can happen to bytes on a disk.</summary>
public sealed class SegmentFormatTests : IDisposable
{
    private const int Segment = SegmentFormat.SegmentSize;
    private const int StoredSegment = SegmentFormat.StoredSegmentSize;

    // Lengths around the borders of segments are where such code breaks.
    private static readonly Gen<int> Lengths = Gen.Frequency(
        (2, Gen.Int[0, 300]),
        (2, Gen.Select(Gen.Int[1, 4], Gen.Int[-2, 2], (n, d) => (n * Segment) + d)),
        (1, Gen.Int[0, 5 * Segment]));

    private readonly EncryptedFolder _encrypted = new();
    private readonly string _agency = Guid.CreateVersion7().ToString();

    private IBlobStore Store => _encrypted.Store;

    public void Dispose() => _encrypted.Dispose();

    [Fact]
    public async Task Any_range_of_any_content_is_the_plain_slice() =>
        await Gen.Select(Lengths, Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[1, 70_000], Gen.Bool)
            .SampleAsync(async t =>
            {
                var (length, a, b, portion, synchronous) = t;
                var content = Bytes.Random(length, seed: a);
                var key = NewKey();
                await Store.PutAsync(key, new OneWayStream(content, portion), default);
                await using var stream = (await Store.OpenReadAsync(key, default))!;
                var from = a % (length + 1);
                var count = b % (length - from + 1);
                stream.Position = from;
                var read = new byte[count];
                if (synchronous)
                {
                    stream.ReadExactly(read);
                }
                else
                {
                    await stream.ReadExactlyAsync(read);
                }

                return stream.Length == length && read.AsSpan().SequenceEqual(content.AsSpan(from, count));
            }, iter: 150);

    [Fact]
    public async Task A_flipped_bit_anywhere_is_detected() =>
        await Gen.Select(Lengths, Gen.Int[0, int.MaxValue], Gen.Int[0, 7]).SampleAsync(async t =>
        {
            var (length, at, bit) = t;
            var key = NewKey();
            await Store.PutAsync(key, Bytes.Random(length));
            var stored = _encrypted.Stored(key);
            stored[at % stored.Length] ^= (byte)(1 << bit);
            _encrypted.Overwrite(key, stored);

            return await IsDamagedAsync(key);
        }, iter: 150);

    [Fact]
    public async Task Every_bit_of_the_header_counts()
    {
        var key = NewKey();
        await Store.PutAsync(key, [1, 2, 3]);
        var stored = _encrypted.Stored(key);
        for (var at = 0; at < SegmentFormat.HeaderSize; at++)
        {
            stored[at] ^= 0x10;
            _encrypted.Overwrite(key, stored);
            (await IsDamagedAsync(key)).ShouldBeTrue($"byte {at} of the header can be altered");
            stored[at] ^= 0x10;
        }
    }

    [Fact]
    public async Task A_truncation_anywhere_is_detected_on_opening() =>
        await Gen.Select(Lengths, Gen.Int[0, int.MaxValue]).SampleAsync(async t =>
        {
            var (length, at) = t;
            var key = NewKey();
            await Store.PutAsync(key, Bytes.Random(length));
            var stored = _encrypted.Stored(key);
            _encrypted.Overwrite(key, stored[..(at % stored.Length)]);

            return await IsRefusedOnOpeningAsync(key);
        }, iter: 150);

    [Fact]
    public async Task A_truncation_between_segments_is_detected_on_opening()
    {
        var key = NewKey();
        await Store.PutAsync(key, Bytes.Random(4 * Segment));
        var stored = _encrypted.Stored(key);
        for (var segments = 0; segments < 4; segments++)
        {
            _encrypted.Overwrite(key, stored[..(SegmentFormat.HeaderSize + (segments * StoredSegment))]);
            (await IsRefusedOnOpeningAsync(key)).ShouldBeTrue($"cut after {segments} segments");
        }
    }

    [Fact]
    public async Task Bytes_appended_are_detected_on_opening()
    {
        var key = NewKey();
        await Store.PutAsync(key, Bytes.Random(2 * Segment));
        var stored = _encrypted.Stored(key);
        foreach (var more in new[] { 1, 16, 17, StoredSegment })
        {
            _encrypted.Overwrite(key, [.. stored, .. stored[^more..]]);
            (await IsRefusedOnOpeningAsync(key)).ShouldBeTrue($"{more} bytes appended");
        }
    }

    [Fact]
    public async Task Swapped_segments_are_detected()
    {
        var key = NewKey();
        await Store.PutAsync(key, Bytes.Random(4 * Segment));
        var stored = _encrypted.Stored(key);
        for (var a = 0; a < 4; a++)
        {
            for (var b = a + 1; b < 4; b++)
            {
                var swapped = (byte[])stored.Clone();
                SegmentOf(stored, a).CopyTo(SegmentOf(swapped, b));
                SegmentOf(stored, b).CopyTo(SegmentOf(swapped, a));
                _encrypted.Overwrite(key, swapped);
                (await IsDamagedAsync(key)).ShouldBeTrue($"segments {a} and {b} swapped");
            }
        }
    }

    [Fact]
    public async Task Swapped_objects_are_detected()
    {
        var (one, two) = (NewKey(), NewKey());
        await Store.PutAsync(one, Bytes.Random(1000, seed: 1));
        await Store.PutAsync(two, Bytes.Random(1000, seed: 2));
        var (first, second) = (_encrypted.Stored(one), _encrypted.Stored(two));
        _encrypted.Overwrite(one, second);
        _encrypted.Overwrite(two, first);

        (await IsRefusedOnOpeningAsync(one)).ShouldBeTrue();
        (await IsRefusedOnOpeningAsync(two)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_header_of_one_object_does_not_open_the_segments_of_another()
    {
        var key = NewKey();
        await Store.PutAsync(key, Bytes.Random(1000, seed: 1));
        var first = _encrypted.Stored(key);
        await Store.PutAsync(key, Bytes.Random(1000, seed: 2));
        var second = _encrypted.Stored(key);
        _encrypted.Overwrite(key, [.. first[..SegmentFormat.HeaderSize], .. second[SegmentFormat.HeaderSize..]]);

        (await IsRefusedOnOpeningAsync(key)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_object_of_one_agency_does_not_open_under_another()
    {
        var own = NewKey();
        var foreign = $"{Guid.CreateVersion7()}/a";
        await Store.PutAsync(own, [1]);
        await Store.PutAsync(foreign, [2]);
        _encrypted.Overwrite(foreign, _encrypted.Stored(own));

        (await IsRefusedOnOpeningAsync(foreign)).ShouldBeTrue();
    }

    [Fact]
    public async Task Damage_in_one_segment_leaves_ranges_of_the_others_readable()
    {
        var key = NewKey();
        var content = Bytes.Random(3 * Segment);
        await Store.PutAsync(key, content);
        var stored = _encrypted.Stored(key);
        stored[SegmentFormat.HeaderSize + StoredSegment + 5] ^= 1;
        _encrypted.Overwrite(key, stored);

        await using var stream = (await Store.OpenReadAsync(key, default))!;
        var part = new byte[Segment];
        await stream.ReadExactlyAsync(part);
        part.ShouldBe(content[..Segment]);
        await Should.ThrowAsync<BlobCorruptException>(async () => await stream.ReadExactlyAsync(part));
    }

    [Fact]
    public void Only_lengths_that_an_object_can_have_are_understood()
    {
        for (var plain = 0L; plain < 3 * Segment; plain += 251)
        {
            var segments = Math.Max(1, (plain + Segment - 1) / Segment);
            SegmentFormat.PlainLength(SegmentFormat.HeaderSize + plain + (segments * SegmentFormat.TagSize)).ShouldBe(plain);
        }

        SegmentFormat.PlainLength(0).ShouldBeNull();
        SegmentFormat.PlainLength(SegmentFormat.HeaderSize + 15).ShouldBeNull();
        SegmentFormat.PlainLength(SegmentFormat.HeaderSize + StoredSegment + 16).ShouldBeNull();
    }

    private string NewKey() => $"{_agency}/{Guid.CreateVersion7()}";

    private static Span<byte> SegmentOf(byte[] stored, int index) =>
        stored.AsSpan(SegmentFormat.HeaderSize + (index * StoredSegment), StoredSegment);

    private async Task<bool> IsDamagedAsync(string key)
    {
        try
        {
            await Store.ReadAllAsync(key);
            return false;
        }
        catch (BlobCorruptException)
        {
            return true;
        }
    }

    private async Task<bool> IsRefusedOnOpeningAsync(string key)
    {
        try
        {
            await using var stream = await Store.OpenReadAsync(key, default);
            return false;
        }
        catch (BlobCorruptException)
        {
            return true;
        }
    }
}
