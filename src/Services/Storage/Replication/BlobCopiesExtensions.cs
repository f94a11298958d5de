using System.Runtime.CompilerServices;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Storage.Replication;

internal static class BlobCopiesExtensions
{
    /// <summary>Everything of one copy below a prefix, page by page.</summary>
    public static async IAsyncEnumerable<BlobItem> AllAsync(
        this BlobCopies copies, BlobCopy copy, string prefix, int page, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var found = await copies.ListAsync(copy, prefix, after, page, ct);
            foreach (var item in found.Items)
            {
                yield return item;
            }

            after = found.NextAfter;
        }
        while (after is not null);
    }
}
