using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Tests.Data;

/// <summary>A server that is too small, and that dies and comes back, under clients who write all the time.</summary>
public sealed class PostgresFireTests
{
    private const int Clients = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_a_full_nor_a_restarted_server_loses_what_was_acknowledged_or_answers_500()
    {
        // Eight connections for everybody, of which thirty clients would like one each.
        await using var server = await PostgresServer.NewAsync(Ct, "-c", "max_connections=8", "-c", "superuser_reserved_connections=2");
        var address = server.ConnectionString + ";Maximum Pool Size=30;Timeout=10";
        await using var app = await ThingsApp.StartAsync(Ct, settings: ThingsApp.OnPostgres(address));
        var agency = Guid.CreateVersion7();
        var made = new ConcurrentBag<Guid>();
        var refused = new ConcurrentBag<HttpResponseMessage>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => WriteAsync(app, agency, made, refused, over.Token), Ct)).ToList();

        await Eventually.TrueAsync(() => Task.FromResult(made.Count > 100), "a hundred things made on the small server", Ct);
        await server.KillAsync();
        var before = made.Count;
        await server.StartAsync(Ct);
        await Eventually.TrueAsync(() => Task.FromResult(made.Count > before + 100), "a hundred more after the restart", Ct);
        await over.CancelAsync();
        await Task.WhenAll(clients);

        refused.Where(answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Headers.RetryAfter == null)
            .ShouldBeEmpty(string.Join("\n\n", app.Logged.Errors));
        var there = await app.AsAsync(agency, db => db.Things.Select(thing => thing.Id).ToListAsync(Ct));
        made.Except(there).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_server_ends_a_transaction_that_nobody_goes_on_with()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        await using var app = await ThingsApp.StartAsync(Ct, settings: ThingsApp.OnPostgres(database.ConnectionString));

        var limit = await app.AsAsync(Guid.CreateVersion7(), async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await db.Things.CountAsync(Ct);
            return await db.Database
                .SqlQuery<string>($"SELECT current_setting('idle_in_transaction_session_timeout') AS \"Value\"").SingleAsync(Ct);
        });

        limit.ShouldBe("20s");
    }

    private static async Task WriteAsync(
        ThingsApp app, Guid agency, ConcurrentBag<Guid> made, ConcurrentBag<HttpResponseMessage> refused, CancellationToken over)
    {
        // However long the server is away: refusals end nothing.
        while (!over.IsCancellationRequested && made.Count < 2500)
        {
            var answer = await app.Http.PostAsJsonAsync("/api/v1/things", new { name = "a thing", agencyId = agency }, CancellationToken.None);
            if (answer.IsSuccessStatusCode)
            {
                made.Add(await answer.Content.ReadFromJsonAsync<Guid>(CancellationToken.None));
            }
            else
            {
                refused.Add(answer);
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }
}
