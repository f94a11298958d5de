using System.Diagnostics;
using System.Globalization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DigitalDocs.Bench.Figures;

/// <summary>
/// Our way to PostgreSQL beside pgbench's, on the server that <c>DD_TEST_POSTGRES</c> names: the same statements by as
/// many clients, ours with tracking, row-level security and the outbox.
/// </summary>
internal static class PostgresFigures
{
    private const int Clients = 4;
    private const int Rows = 100_000;
    private const int Runs = 3;
    private const double Seconds = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("DD_TEST_POSTGRES") is not { Length: > 0 })
        {
            return [];
        }

        await using var database = await PostgresDatabase.CreateAsync(ct);
        using var folder = new TempFolder();
        await using var app = Build(folder.Path, database.ConnectionString);
        app.Services.MigrateDatabases();
        var agency = Guid.CreateVersion7();
        await database.ExecuteAsync(
            $"""
            INSERT INTO bench.journal (id, agency_id, at, actor, action, resource_kind, resource_id, outcome)
            SELECT md5(n::text)::uuid, '{agency}', now(), 'user:x', 'document.viewed', 'document', gen_random_uuid(), 'ok'
            FROM generate_series(1, {Rows}) n;
            ANALYZE bench.journal
            """,
            ct);
        var keys = await KeysAsync(database, ct);
        var reads = await RatesAsync(app, agency, async (db, turn) =>
        {
            var id = keys[turn % keys.Count];
            return await db.Journal.AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == id, ct) ?? throw new InvalidOperationException();
        }, ct);
        var writes = await RatesAsync(app, agency, async (db, _) =>
        {
            db.Record("document.viewed", "document", Guid.CreateVersion7());
            db.Publish(new Benched(Guid.CreateVersion7(), agency));
            return await db.SaveChangesAsync(ct);
        }, ct);
        var bareRead = await PgbenchAsync(folder, database, ReadScript, ct);
        var bareWrite = await PgbenchAsync(folder, database, WriteScript(agency), ct);
        return
        [
            new("PostgreSQL: read of one row by its key", "1/s", reads, "–", $"pgbench, same statement, no wall: {bareRead}"),
            new("PostgreSQL: insert with its event in the outbox", "1/s", writes, "–", $"pgbench, same inserts, no wall: {bareWrite}"),
        ];
    }

    private const string ReadScript = $"""
        \set n random(1, 100000)
        SELECT id, agency_id, at, actor, on_behalf_of, action, resource_kind, resource_id, outcome, details
        FROM bench.journal WHERE id = md5(:n::text)::uuid LIMIT 1;
        """;

    // pgbench takes a word behind a colon for a variable, in a text too.
    private static string WriteScript(Guid agency) => $$"""
        BEGIN;
        INSERT INTO bench.journal (id, agency_id, at, actor, action, resource_kind, resource_id, outcome)
        VALUES (gen_random_uuid(), '{{agency}}', now(), 'bench', 'document.viewed', 'document', gen_random_uuid(), 'ok');
        INSERT INTO bench.outbox (event_id, type, subject, agency_id, time, actor, data)
        VALUES (gen_random_uuid(), 'benched.v1', 'x', '{{agency}}', now(), 'bench', '{}') RETURNING seq;
        COMMIT;
        """;

    private static async Task<List<double>> RatesAsync<T>(
        WebApplication app, Guid agency, Func<BenchDb, int, Task<T>> work, CancellationToken ct)
    {
        var rates = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var done = 0;
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(
                async () =>
                {
                    while (Stopwatch.GetElapsedTime(began).TotalSeconds < Seconds)
                    {
                        await using var scope = app.Services.CreateAsyncScope();
                        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("bench", agency);
                        await work(scope.ServiceProvider.GetRequiredService<BenchDb>(), Interlocked.Increment(ref done));
                    }
                },
                ct)));
            if (run > 0)
            {
                rates.Add(done / Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        return rates;
    }

    private static async Task<List<Guid>> KeysAsync(PostgresDatabase database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var select = new NpgsqlCommand("SELECT id FROM bench.journal ORDER BY random()", connection);
        await using var rows = await select.ExecuteReaderAsync(ct);
        var keys = new List<Guid>();
        while (await rows.ReadAsync(ct))
        {
            keys.Add(rows.GetGuid(0));
        }

        return keys;
    }

    private static async Task<string> PgbenchAsync(TempFolder folder, PostgresDatabase database, string script, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(database.SuperuserConnectionString);
        var path = folder.File("script.sql");
        await File.WriteAllTextAsync(path, script, ct);
        var ran = await Tool.RunAsync(
            "pgbench", ct, "-n", "-M", "extended", "-c", $"{Clients}", "-j", "2", "-T", Seconds.ToString(CultureInfo.InvariantCulture),
            "-f", path, "-h", address.Host!, "-p", $"{address.Port}", "-U", address.Username!, address.Database!);
        var tps = ran?.Output.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return tps is null ? "not installed" : $"{double.Parse(tps.Split(' ')[2], CultureInfo.InvariantCulture):N0}/s";
    }

    private static WebApplication Build(string folder, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Data:Folder", folder), new("Data:Provider", "postgres"), new("Data:ConnectionString", connectionString),
        ]);
        builder.AddPlatform(ServiceCatalogue.Select([ServiceEntry.Of<BenchService>()], "all", out _));
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}

internal sealed record Benched(Guid Id, Guid Agency) : IEvent
{
    public static string EventType => "benched.v1";

    public string Subject => $"{Id}";

    public Guid? AgencyId => Agency;
}

internal sealed class BenchDb(DbContextOptions<BenchDb> options) : ServiceDb(options)
{
    protected override void Map(ModelBuilder model)
    {
        // The platform's own tables are enough.
    }
}

internal sealed class BenchService : IService
{
    public static string Name => "bench";

    public static void Register(IHostApplicationBuilder builder) => builder.AddServiceDb<BenchDb>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Nothing is served.
    }
}
