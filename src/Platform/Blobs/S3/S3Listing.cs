using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Lists a bucket in ordinal order of the keys. AWS and most servers list that way. Some walk folders and give
/// <c>a/b</c> before <c>a-b</c>; which kind this one is, two marker objects tell. There, folders are walked one by one, and a folder is
/// held back until everything that belongs before it has come.
/// </summary>
internal sealed class S3Listing(S3Bucket bucket)
{
    private const int PageSize = 1000;
    private const char AfterAllowed = '{';
    private const string Markers = ".order/";

    private readonly string[] _markers = [Markers + "a-b", Markers + "a/b"];
    private bool? _ordinal;

    public async IAsyncEnumerable<BlobItem> ListAsync(
        string prefix, string? after, int wanted, [EnumeratorCancellation] CancellationToken ct)
    {
        var items = (_ordinal ??= await IsOrdinalAsync(ct)) ? FlatAsync(prefix, after, wanted, ct) : WalkAsync(prefix, after, ct);
        await foreach (var item in items)
        {
            if (item.Key[0] != '.' && string.CompareOrdinal(item.Key, after) > 0)
            {
                yield return item;
            }
        }
    }

    private async Task<bool> IsOrdinalAsync(CancellationToken ct)
    {
        var seen = await MarkersAsync(ct);
        if (seen.Count < _markers.Length)
        {
            foreach (var marker in _markers)
            {
                await bucket.CallAsync(
                    (s3, token) => s3.PutObjectAsync(
                        new PutObjectRequest { BucketName = bucket.Name, Key = bucket.Path(marker), ContentBody = "order" }, token),
                    0,
                    ct);
            }

            seen = await MarkersAsync(ct);
        }

        return seen.SequenceEqual(_markers);
    }

    private async Task<List<string>> MarkersAsync(CancellationToken ct)
    {
        var seen = new List<string>();
        await foreach (var item in FlatAsync(Markers, null, _markers.Length, ct))
        {
            seen.Add(item.Key);
        }

        return seen;
    }

    private async IAsyncEnumerable<BlobItem> FlatAsync(
        string prefix, string? after, int wanted, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(prefix, after, null, Math.Min(wanted, PageSize), ct))
        {
            foreach (var item in page.S3Objects ?? [])
            {
                yield return ToItem(item);
            }
        }
    }

    // Entries come in the order of their names, folders without their slash; keys count it. What is still to come is
    // never before the name just seen, so everything up to that may go out.
    private async IAsyncEnumerable<BlobItem> WalkAsync(
        string prefix, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var held = new PriorityQueue<S3Object, string>(StringComparer.Ordinal);
        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        await foreach (var entry in EntriesAsync(prefix, Before(folder, after), ct))
        {
            var key = bucket.Options.Prefix.Length == 0 ? entry.Key : entry.Key[bucket.Options.Prefix.Length..];
            held.Enqueue(entry, key);
            var name = key.TrimEnd('/');
            while (held.TryPeek(out _, out var least) && string.CompareOrdinal(least, name) <= 0)
            {
                await foreach (var item in OpenAsync(held.Dequeue(), least, after, ct))
                {
                    yield return item;
                }
            }
        }

        while (held.TryDequeue(out var entry, out var key))
        {
            await foreach (var item in OpenAsync(entry, key, after, ct))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<BlobItem> OpenAsync(
        S3Object entry, string key, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!key.EndsWith('/'))
        {
            yield return ToItem(entry);
        }
        else if (key[0] != '.' && (after is null || string.CompareOrdinal(key, after) > 0
            || after.StartsWith(key, StringComparison.Ordinal)))
        {
            await foreach (var item in WalkAsync(key, after, ct))
            {
                yield return item;
            }
        }
    }

    // One level: objects, and folders as objects whose key ends in a slash.
    private async IAsyncEnumerable<S3Object> EntriesAsync(
        string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(prefix, startAfter, "/", PageSize, ct))
        {
            var entries = (page.S3Objects ?? []).Concat((page.CommonPrefixes ?? []).Select(p => new S3Object { Key = p }));
            foreach (var entry in entries.OrderBy(e => e.Key.TrimEnd('/'), StringComparer.Ordinal))
            {
                yield return entry;
            }
        }
    }

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(
        string prefix, string? startAfter, string? delimiter, int size, [EnumeratorCancellation] CancellationToken ct)
    {
        string? next = null;
        ListObjectsV2Response page;
        do
        {
            var token = next;
            page = await bucket.CallAsync(
                (s3, t) => s3.ListObjectsV2Async(
                    new ListObjectsV2Request
                    {
                        BucketName = bucket.Name,
                        Prefix = bucket.Path(prefix),
                        StartAfter = startAfter is null ? null : bucket.Path(startAfter),
                        Delimiter = delimiter,
                        ContinuationToken = token,
                        MaxKeys = size,
                    },
                    t),
                0,
                ct);
            yield return page;
            next = page.NextContinuationToken;
        }
        while (page.IsTruncated == true && !string.IsNullOrEmpty(next));
    }

    // Just before the entry of this folder in which the cursor stands, so that a large folder is not read from its start.
    // A folder whose name ends where the entry has a dash or a dot comes after it as a key and before it as a name.
    private static string? Before(string folder, string? after)
    {
        if (after is null || after.Length <= folder.Length || !after.StartsWith(folder, StringComparison.Ordinal))
        {
            return null;
        }

        var end = after.IndexOf('/', folder.Length);
        var name = end < 0 ? after : after[..end];
        var shortest = name.AsSpan(folder.Length + 1).IndexOfAny('-', '.');
        name = shortest < 0 ? name : name[..(folder.Length + 1 + shortest)];
        return $"{name[..^1]}{(char)(name[^1] - 1)}{AfterAllowed}";
    }

    private BlobItem ToItem(S3Object item) => new(
        item.Key[bucket.Options.Prefix.Length..],
        item.Size ?? 0,
        new DateTimeOffset(item.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch));
}
