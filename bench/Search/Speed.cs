using System.Diagnostics;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Querying;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Search.Bench;

/// <summary>Rates and times of the index at a size, and of SQLite's own full-text index doing less of the same job.</summary>
internal static class Speed
{
    private const int AtOnce = 10;
    private const int Queries = 3000;

    public static async Task RunAsync(int size)
    {
        Console.WriteLine($"--- {size:N0} documents of 2 to 20 kB");
        var corpus = new Corpus();
        await using var index = ScratchIndex.Create();
        var (indexing, processor) = await IndexAsync(corpus, index, size);
        Console.WriteLine(
            $"indexed: {size / indexing.TotalSeconds:N0}/s (bar 2,500/s), {processor.TotalMilliseconds / size:0.00} ms of processor each");
        var settling = Stopwatch.StartNew();
        await index.Index.SettleAsync();
        Console.WriteLine($"merged after {settling.Elapsed.TotalSeconds:0.0} s; file {(double)index.Size / corpus.Characters:0.00} × text (bar 1.2)");

        var visibility = new Visibility(false, Guid.CreateVersion7(), corpus.GrantSets.Take(50).ToHashSet(), new HashSet<Guid>());
        Search(index, corpus, visibility, 0);
        Print("search, 50 grant sets, highlights, 2 facets (bar p95 40 ms, 400/s)", await MeasureAsync(i => Search(index, corpus, visibility, i)));
        Print("the same with a typo in each query", await MeasureAsync(i => Search(index, corpus, visibility, i, isMisspelt: true)));
        Print("suggestions (bar p95 10 ms)", await MeasureAsync(i =>
            index.Index.Suggest(corpus.Agency, visibility, corpus.Word(i * 37 % 20_000)[..2], 10)));
        if (size <= 20_000)
        {
            await Fts5Async(corpus, size);
        }
    }

    /// <summary>Processor time of this process: what a busy machine does not distort.</summary>
    private static TimeSpan Processor => Process.GetCurrentProcess().TotalProcessorTime;

    private static async Task<(TimeSpan Time, TimeSpan Processor)> IndexAsync(Corpus corpus, ScratchIndex index, int size)
    {
        var time = new Stopwatch();
        var processor = TimeSpan.Zero;
        foreach (var batch in Enumerable.Range(0, size).Chunk(1000))
        {
            var documents = Array.ConvertAll(batch, corpus.Document);
            var before = Processor;
            time.Start();
            await index.Index.IndexAsync(documents, CancellationToken.None);
            time.Stop();
            processor += Processor - before;
        }

        return (time.Elapsed, processor);
    }

    private static void Search(ScratchIndex index, Corpus corpus, Visibility visibility, int number, bool isMisspelt = false)
    {
        var text = Text(corpus, number);
        text = isMisspelt ? Testing.Misspelling.Everywhere(text, number) : text;
        var (result, _) = index.Index.Search(new SearchQuery(corpus.Agency, visibility, text)
        {
            Facets = [Facets.Class, Facets.Month],
        });
        if (result is null || result.Partial)
        {
            throw new InvalidOperationException("A search was cut off.");
        }
    }

    /// <summary>One to three words, frequent and rare ones, every tenth query a phrase.</summary>
    private static string Text(Corpus corpus, int number)
    {
        var random = new Random(number);
        var words = Enumerable.Range(0, 1 + random.Next(3))
            .Select(_ => corpus.Word((int)Math.Pow(10, 1.5 + (random.NextDouble() * 2.5)))).ToArray();
        return number % 10 == 0 ? $"\"{string.Join(' ', words)}\"" : string.Join(' ', words);
    }

    private static async Task<(double[] Times, TimeSpan All, TimeSpan Processor)> MeasureAsync(Action<int> act)
    {
        var times = new double[Queries];
        var next = -1;
        var before = Processor;
        var all = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < Queries; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                act(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        })));
        return (times, all.Elapsed, Processor - before);
    }

    private static void Print(string what, (double[] Times, TimeSpan All, TimeSpan Processor) measured)
    {
        Array.Sort(measured.Times);
        Console.WriteLine(
            $"{what}: p50 {measured.Times[Queries / 2]:0.0} ms, p95 {measured.Times[Queries * 95 / 100]:0.0} ms, "
            + $"{Queries / measured.All.TotalSeconds:N0}/s, {measured.Processor.TotalMilliseconds / Queries:0.00} ms of processor each");
    }

    // FTS5 with its own ranking and snippets, without permissions and facets.
    private static async Task Fts5Async(Corpus corpus, int size)
    {
        await using var folder = ScratchIndex.Create();
        var source = $"Data Source={Path.Combine(folder.Folder, "fts5.db")}";
        await using var writer = new SqliteConnection(source);
        await writer.OpenAsync();
        Run("PRAGMA journal_mode = WAL");
        Run("CREATE VIRTUAL TABLE d USING fts5(text, tokenize = 'porter unicode61')");
        var time = new Stopwatch();
        foreach (var batch in Enumerable.Range(0, size).Chunk(1000))
        {
            var documents = Array.ConvertAll(batch, corpus.Document);
            time.Start();
            await using var transaction = writer.BeginTransaction();
            await using var insert = writer.CreateCommand();
            insert.CommandText = "INSERT INTO d (text) VALUES ($text)";
            var text = insert.Parameters.Add("$text", SqliteType.Text);
            foreach (var document in documents)
            {
                text.Value = string.Join('\n', document.Pages.Select(page => page.Text));
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            time.Stop();
        }

        Console.WriteLine($"FTS5 indexed: {size / time.Elapsed.TotalSeconds:N0}/s");
        using var connections = new ThreadLocal<SqliteConnection>(() =>
        {
            var reader = new SqliteConnection(source);
            reader.Open();
            return reader;
        }, trackAllValues: true);
        Print("FTS5 search with ranking and snippets only", await MeasureAsync(i =>
        {
            using var command = connections.Value!.CreateCommand();
            command.CommandText = "SELECT rowid, snippet(d, 0, '<', '>', '', 30) FROM d WHERE d MATCH $q ORDER BY rank LIMIT 20";
            command.Parameters.AddWithValue("$q", Text(corpus, i));
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                rows.GetString(1);
            }
        }));

        void Run(string sql)
        {
            using var command = writer.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
