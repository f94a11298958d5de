using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;

namespace DigitalDocs.EventBench;

/// <summary>What the stores do when nothing of ours is in between.</summary>
internal static partial class Ceilings
{
    private const int Batch = 500;
    private static readonly string Body = new('x', 400);

    public static IReadOnlyList<Row> Sqlite(string path)
    {
        const int Count = 100_000;
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", Body);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i += Batch)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var j = 0; j < Batch; j++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return [new Row($"ceiling: SQLite WAL inserts, {Batch} a transaction", Rate(Count, began), "/s")];
    }

    public static async Task<IReadOnlyList<Row>> RedisAsync(int port, CancellationToken ct) =>
    [
        new Row("ceiling: redis-benchmark XADD, 16 at once", await RedisBenchmarkAsync(port, ["XADD", "bench", "*", "e", Body], ct), "/s"),
        new Row(
            "ceiling: redis-benchmark XREADGROUP of one, 16 at once",
            await ReadGroupAsync(port, ct),
            "/s"),
    ];

    public static async Task<IReadOnlyList<Row>> RabbitMqAsync(string address, CancellationToken ct)
    {
        const int Count = 20_000;
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        await channel.QueueDeclareAsync(
            "ceiling", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        var body = System.Text.Encoding.UTF8.GetBytes(Body);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i += Batch)
        {
            var confirmed = new List<Task>(Batch);
            for (var j = 0; j < Batch; j++)
            {
                confirmed.Add(channel.BasicPublishAsync(
                    "", "ceiling", false, new BasicProperties { Persistent = true }, body, ct).AsTask());
            }

            await Task.WhenAll(confirmed);
        }

        var rate = Rate(Count, began);
        await channel.QueueDeleteAsync("ceiling", cancellationToken: ct);
        return [new Row("ceiling: bare client, confirmed, one quorum queue", rate, "/s")];
    }

    private static async Task<double> ReadGroupAsync(int port, CancellationToken ct)
    {
        await RunAsync("redis-cli", ["-p", $"{port}", "XGROUP", "CREATE", "bench", "g", "0"], ct);
        var rate = await RedisBenchmarkAsync(
            port, ["XREADGROUP", "GROUP", "g", "c", "COUNT", "1", "STREAMS", "bench", ">"], ct);
        await RunAsync("redis-cli", ["-p", $"{port}", "DEL", "bench"], ct);
        return rate;
    }

    private static async Task<double> RedisBenchmarkAsync(int port, string[] command, CancellationToken ct)
    {
        var output = await RunAsync(
            "redis-benchmark", ["-p", $"{port}", "-n", "200000", "-P", "16", "-q", .. command], ct);
        return double.Parse(RequestsPerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return output;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Rate(int count, long began) => count / Stopwatch.GetElapsedTime(began).TotalSeconds;

    [GeneratedRegex(@"([0-9.]+) requests per second")]
    private static partial Regex RequestsPerSecond();
}
