using DigitalDocs.Contracts.Search;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

/// <summary>Search over what the figures before it put in; bench/Search measures the index alone at 10,000 documents.</summary>
internal static class SearchFigures
{
    private const int Queries = 400;
    private const int AtOnce = 10;
    private static readonly string[] Words = ["warranty deed", "\"closing disclosure\"", "lender", "madison", "insurnce", "first bank"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, _) = await server.SignInAsync(ct);
        using var owned = client;
        var total = (await client.GetAsync<SearchAnswer>("api/v1/search/documents?q=", ct)).Total;
        await Clock.AtOnceAsync(40, AtOnce, i => AskAsync(client, i, ct));
        var (each, all) = await Clock.AtOnceAsync(Queries, AtOnce, i => AskAsync(client, i, ct));
        var suggestions = await Clock.EachAsync(100, _ => client.GetStringAsync("api/v1/search/suggestions?q=clo", ct));
        return
        [
            new($"search with facets, {total} documents, 10 at once", "ms", each, "p95 < 40", "paperless-ngx p50 61"),
            Figure.Of($"searches per second, {total} documents", "1/s", Queries / all.TotalSeconds, "≥ 400", "paperless-ngx 14"),
            new("suggestions", "ms", suggestions, "p95 < 10"),
        ];
    }

    private static Task<string> AskAsync(HttpClient client, int i, CancellationToken ct) => client.GetStringAsync(
        $"api/v1/search/documents?q={Uri.EscapeDataString(Words[i % Words.Length])}&facets=class,month", ct);
}
