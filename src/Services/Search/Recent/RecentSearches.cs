using System.Threading.Channels;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Analysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Search.Recent;

/// <summary>
/// Notes what people search for, beside answering them: a search never waits for it, and a burst of them is cut short
/// rather than kept in memory.
/// </summary>
internal sealed class RecentSearches(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecentSearches> log)
    : BackgroundService
{
    private const int Longest = 200;

    private readonly Channel<Noted> _noted = Channel.CreateBounded<Noted>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Note(Caller caller, string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is > 1 and <= Longest && caller.UserId != Guid.Empty)
        {
            _noted.Writer.TryWrite(new Noted(caller.AgencyId, caller.UserId, trimmed, clock.GetUtcNow()));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _noted.Reader.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<Noted>();
                while (batch.Count < 200 && _noted.Reader.TryRead(out var noted))
                {
                    batch.Add(noted);
                }

                await SaveAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process; what was not noted yet is no loss.
        }
    }

    private async Task SaveAsync(List<Noted> batch, CancellationToken ct)
    {
        try
        {
            foreach (var agency in batch.GroupBy(noted => noted.AgencyId))
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(SearchService.Name, agency.Key);
                var db = scope.ServiceProvider.GetRequiredService<SearchDb>();
                foreach (var noted in agency.GroupBy(noted => (noted.UserId, Folding.Fold(noted.Text))).Select(same => same.Last()))
                {
                    await PutAsync(db, noted, ct);
                }

                await db.SaveChangesAsync(ct);
            }
        }
        catch (DbUpdateException failure)
        {
            // Another process noted the same words at the same moment: then they are noted.
            Log.NotNoted(log, failure);
        }
    }

    private static async Task PutAsync(SearchDb db, Noted noted, CancellationToken ct)
    {
        var folded = Folding.Fold(noted.Text);
        if (await db.RecentSearches.FindAsync([noted.AgencyId, noted.UserId, folded], ct) is { } known)
        {
            (known.Text, known.At) = (noted.Text, noted.At);
        }
        else
        {
            db.RecentSearches.Add(new RecentSearch
            {
                AgencyId = noted.AgencyId,
                UserId = noted.UserId,
                Folded = folded,
                Text = noted.Text,
                At = noted.At,
            });
        }
    }

    private sealed record Noted(Guid AgencyId, Guid UserId, string Text, DateTimeOffset At);
}
