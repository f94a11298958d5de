using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Takes large payloads away that are older than anybody may still come for.</summary>
internal static class PayloadSweep
{
    private const int Page = 500;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var keep = TimeSpan.FromDays(services.GetRequiredService<IOptions<EventsOptions>>().Value.KeepLargePayloadsDays);
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow() - keep;
        await RunAsync(services.GetRequiredService<IBlobStore>(), before, ct);
    }

    /// <returns>How many were taken away.</returns>
    public static async Task<int> RunAsync(IBlobStore blobs, DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        string? after = null;

        // From agency to agency: what else an agency has is not read.
        while ((await blobs.ListAsync("", after, 1, ct)).Items is [var first])
        {
            var agency = first.Key[..first.Key.IndexOf('/', StringComparison.Ordinal)];
            removed += await SweepAsync(blobs, $"{agency}/events/", before, ct);
            after = $"{agency}/~";
        }

        return removed;
    }

    private static async Task<int> SweepAsync(IBlobStore blobs, string prefix, DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        string? after = null;
        do
        {
            var page = await blobs.ListAsync(prefix, after, Page, ct);
            foreach (var old in page.Items.Where(item => item.StoredAt < before))
            {
                await blobs.DeleteAsync(old.Key, ct);
                removed++;
            }

            after = page.NextAfter;
        }
        while (after is not null);

        return removed;
    }
}
