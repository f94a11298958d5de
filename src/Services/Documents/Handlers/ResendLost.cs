using DigitalDocs.Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>Sends documents again whose reading or analysis got lost; after some times a person has to look.</summary>
internal static class ResendLost
{
    private const int Batch = 200;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<DocumentsDb>();
        var options = services.GetRequiredService<IOptions<DocumentsOptions>>().Value;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var before = now - options.ResendAfter;
        var waiting = await db.AcrossAgencies<Document>("lost work is found in every agency")
            .Where(document => document.DeletedAt == null
                && (document.Status == DocumentStatus.Stored || document.Status == DocumentStatus.Processing)
                && document.StatusAt < before)
            .OrderBy(document => document.StatusAt).Take(Batch).ToListAsync(ct);
        foreach (var document in waiting.Where(document => document.StatusAt < now - Patience(options, document.Attempts)))
        {
            var name = document.TransactionId is { } id
                ? await db.AcrossAgencies<Transaction>("with its document").Where(t => t.Id == id)
                    .Select(t => t.Name).FirstOrDefaultAsync(ct)
                : null;
            if (document.Attempts < options.MostResends)
            {
                document.Retry(byPerson: false, now);
                db.PublishArrival(document, document.State(name));
            }
            else
            {
                document.NeedAttention("Reading this document did not come to an end. Try it again.", now);
                db.Publish(new DocumentAvailable(document.Id, document.AgencyId, document.State(name)));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    // A long queue is no loss: each further wait is four times as long.
    private static TimeSpan Patience(DocumentsOptions options, int attempts) =>
        options.ResendAfter * Math.Pow(4, Math.Min(attempts, 6));
}
