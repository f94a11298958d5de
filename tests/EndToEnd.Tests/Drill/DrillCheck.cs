using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>Compares, when all is quiet again, what the clients were told with what is there.</summary>
internal sealed class DrillCheck(Ledger ledger, IReadOnlyDictionary<string, DrillSession> byAgency)
{
    // The third repetition of a handler comes after half a minute, the fourth after two.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private readonly List<string> _wrong = [];
    private readonly Stopwatch _calm = Stopwatch.StartNew();

    /// <returns>A line per difference; empty when everything is as it was told.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        _wrong.AddRange(ledger.Undocumented);
        foreach (var (agency, session) in byAgency)
        {
            var told = ledger.Documents.Values.Where(document => document.Agency == agency).ToList();
            foreach (var document in told)
            {
                await CheckAsync(document, session, ct);
            }

            await ListedAsync(told, session, ct);
            await FoundAsync(told, session, ct);
        }

        return _wrong;
    }

    private async Task CheckAsync(Told told, DrillSession session, CancellationToken ct)
    {
        var path = $"api/v1/documents/{told.Id}";
        var document = await SettledAsync(path, session, ct);
        Expect(document.Status == "ready", $"{told.Name} ({told.Id}) is {document.Status}: {document.StatusReason}");
        Expect(document.Version == 1, $"{told.Name} has {document.Version} versions");
        Expect(told.Tag is null || document.Tags.SequenceEqual([told.Tag]), $"{told.Name} has the tags {string.Join(',', document.Tags)}, not {told.Tag}");

        var (status, bytes, _) = await session.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path + "/content"), ct);
        Expect(
            status == HttpStatusCode.OK && Convert.ToHexStringLower(SHA256.HashData(bytes)) == told.Sha256,
            $"the bytes of {told.Name} are lost ({status})");

        var shares = (await session.GetAsync<Page<ShareDto>>(path + "/shares", ct)).Items.Select(share => share.MaxOpens ?? 0).Order().ToList();
        Expect(
            shares.SequenceEqual(Enumerable.Range(1, told.Shares)),
            $"{told.Name} has the shares {string.Join(',', shares)}, not 1 to {told.Shares}");
        await JournaledAsync(told, session, ct);
    }

    // One limit for all: each may be waiting for the same thing.
    private async Task<DocumentDto> SettledAsync(string path, DrillSession session, CancellationToken ct)
    {
        while (true)
        {
            var document = await session.GetAsync<DocumentDto>(path, ct);
            if (document.Status is "ready" or "attention" || _calm.Elapsed > Limit)
            {
                return document;
            }

            await Task.Delay(200, ct);
        }
    }

    private async Task JournaledAsync(Told told, DrillSession session, CancellationToken ct)
    {
        var entries = await AllAsync<AuditEntryDto>($"api/v1/documents/{told.Id}/audit?limit=200", session, ct);
        Count("document.uploaded", 1);
        Count("document.shared", told.Shares);
        Count("document.edited", told.Edits);

        void Count(string action, int expected)
        {
            var found = entries.Count(entry => entry.Action == action && entry.Outcome == "ok");
            Expect(found == expected, $"the journal of {told.Name} has {found} × {action}, not {expected}");
        }
    }

    private async Task ListedAsync(List<Told> told, DrillSession session, CancellationToken ct)
    {
        var listed = (await AllAsync<DocumentItem>("api/v1/documents?limit=200", session, ct)).Select(item => item.Id).ToList();
        Expect(listed.Distinct().Count() == listed.Count, "a document is listed twice");
        foreach (var id in listed.Except(told.Select(document => document.Id)))
        {
            _wrong.Add($"document {id} was never acknowledged: an upload took effect twice");
        }

        foreach (var id in told.Select(document => document.Id).Except(listed))
        {
            _wrong.Add($"document {id} is not listed");
        }
    }

    private async Task FoundAsync(List<Told> told, DrillSession session, CancellationToken ct)
    {
        List<Guid> found = [];
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    found = await FindAllAsync(session, ct);
                    return found.Order().SequenceEqual(told.Select(document => document.Id).Order());
                },
                "the index", ct, Limit);
        }
        catch (Xunit.Sdk.XunitException)
        {
            var twice = found.Count - found.Distinct().Count();
            var missing = told.Where(document => !found.Contains(document.Id)).Select(document => document.Name).ToList();
            _wrong.Add($"the index has {found.Count} of {told.Count} documents, {twice} twice; missing {string.Join(", ", missing.Take(5))}");
        }
    }

    private static async Task<List<Guid>> FindAllAsync(DrillSession session, CancellationToken ct)
    {
        var found = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await session.GetAsync<SearchAnswer>(
                $"api/v1/search/documents?q=&limit=100&cursor={Uri.EscapeDataString(cursor ?? "")}", ct);
            found.AddRange(page.Items.Select(item => item.DocumentId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    private static async Task<List<T>> AllAsync<T>(string path, DrillSession session, CancellationToken ct)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await session.GetAsync<Page<T>>(
                cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", ct);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _wrong.Add(otherwise);
        }
    }
}
