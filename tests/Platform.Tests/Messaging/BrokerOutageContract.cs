using System.Diagnostics;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>Outbox, broker, dispatcher and inbox together, with a broker of the test's own that is killed.</summary>
public abstract class BrokerOutageContract(string provider) : IAsyncLifetime
{
    protected const int RelayFailed = 1101;
    private static readonly Guid Agency = Guid.CreateVersion7();
    private readonly TempFolder _folder = new();
    private readonly List<ThingsApp> _apps = [];
    private EngineServer _broker = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _broker = await StartBrokerAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_broker_that_is_killed_and_comes_back_loses_no_event_and_none_is_applied_twice()
    {
        var apps = new[] { await StartAsync(), await StartAsync() };
        var things = new List<Guid>();
        await PublishAsync(apps, things, 60);
        await EffectsAsync(atLeast: 10);
        await _broker.KillAsync();
        await PublishAsync(apps, things, 60);
        await _broker.StartAsync(Ct);
        await PublishAsync(apps, things, 60);

        await EffectsAsync(atLeast: things.Count);
        await OutboxIsEmptyAsync();
        (await NamesAsync()).ShouldBe(things.Select(thing => $"for {thing}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_broker_that_hangs_and_goes_on_loses_no_event_and_none_is_applied_twice()
    {
        var app = await StartAsync();
        var things = new List<Guid>();
        await PublishAsync([app], things, 20);
        await EffectsAsync(atLeast: 1);
        _broker.Pause();
        await PublishAsync([app], things, 20);
        await Eventually.TrueAsync(
            () => Task.FromResult(app.Logged.Count(RelayFailed) > 0), "a relay that does not wait for ever", Ct);
        _broker.GoOn();
        await PublishAsync([app], things, 20);

        await EffectsAsync(atLeast: things.Count);
        await OutboxIsEmptyAsync();
        (await NamesAsync()).ShouldBe(things.Select(thing => $"for {thing}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_process_that_starts_while_the_broker_is_away_serves_and_catches_up()
    {
        await (await StartAsync()).DisposeAsync();
        _apps.Clear();
        await _broker.KillAsync();
        var app = await StartAsync();
        var things = new List<Guid>();
        await PublishAsync([app], things, 10);
        (await app.Http.GetAsync(new Uri("/health/live", UriKind.Relative), Ct)).EnsureSuccessStatusCode();
        await _broker.StartAsync(Ct);

        await EffectsAsync(atLeast: 10);
        (await NamesAsync()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Readiness_says_in_a_line_that_the_broker_is_away()
    {
        var app = await StartAsync();
        (await ReadyAsync(app)).ShouldNotContain("cannot be reached");
        await _broker.KillAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(2));
                return (await ReadyAsync(app)).Contains("cannot be reached", StringComparison.Ordinal);
            },
            "the reason",
            Ct);
    }

    protected abstract Task<EngineServer> StartBrokerAsync();

    protected abstract string ConnectionString(int port);

    protected Task KillBrokerAsync() => _broker.KillAsync();

    protected async Task<ThingsApp> StartAsync()
    {
        var app = await ThingsApp.StartAsync(
            Ct,
            settings:
            [
                new($"{EventsOptions.Section}:Provider", provider),
                new($"{EventsOptions.Section}:ConnectionString", ConnectionString(_broker.Port)),
            ],
            folder: _folder);
        _apps.Add(app);
        return app;
    }

    protected static async Task PublishAsync(ThingsApp[] apps, List<Guid> things, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var thing = Guid.CreateVersion7();
            await apps[i % apps.Length].PublishAsync(thing, Agency, Ct);
            things.Add(thing);
        }
    }

    // Claims of what was in work when the broker died run out meanwhile; not so fast that a busy machine cannot renew.
    protected Task EffectsAsync(int atLeast) => Eventually.ValueAsync(
        async () =>
        {
            _apps.ForEach(app => app.Clock.Advance(TimeSpan.FromMilliseconds(250)));
            return (
                Effects: (await NamesAsync()).Count,
                Dead: await _apps[0].AsAsync(Agency, db => db.DeadLetters.CountAsync(Ct)),
                Outbox: await _apps[0].AsAsync(Agency, db => db.Outbox.CountAsync(Ct)));
        },
        now => now.Effects >= atLeast,
        $"{atLeast} effects",
        Ct,
        TimeSpan.FromMinutes(2));

    private Task OutboxIsEmptyAsync() => Eventually.TrueAsync(
        () => _apps[0].AsAsync(Agency, async db => !await db.Outbox.AnyAsync(Ct)), "an empty outbox", Ct);

    private Task<List<string>> NamesAsync() =>
        _apps[0].AsAsync(Agency, db => db.Things.Select(thing => thing.Name).ToListAsync(Ct));

    private static async Task<string> ReadyAsync(ThingsApp app) =>
        await (await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct)).Content.ReadAsStringAsync(Ct);
}

public sealed class RedisOutageTests() : BrokerOutageContract(EventsOptions.Redis)
{
    [Fact]
    public async Task A_broker_that_is_away_is_not_asked_anew_by_every_commit()
    {
        var app = await StartAsync();
        await PublishAsync([app], [], 1);
        await EffectsAsync(atLeast: 1);
        await KillBrokerAsync();
        var away = Stopwatch.StartNew();
        await PublishAsync([app], [], 60);
        await Eventually.TrueAsync(
            () => Task.FromResult(app.Logged.Count(RelayFailed) > 1), "a second attempt of the relay", Ct);

        var attempts = app.Logged.Count(RelayFailed);
        attempts.ShouldBeLessThanOrEqualTo(2 + (int)away.Elapsed.TotalSeconds);
    }

    protected override Task<EngineServer> StartBrokerAsync() =>
        EngineServer.StartAsync("redis", "redis.sh", "redis-server", Ct);

    protected override string ConnectionString(int port) => $"127.0.0.1:{port}";
}

public sealed class RabbitMqOutageTests() : BrokerOutageContract(EventsOptions.RabbitMq)
{
    protected override Task<EngineServer> StartBrokerAsync() =>
        EngineServer.StartAsync("rabbitmq", "rabbitmq.sh", "/usr/lib/rabbitmq/bin/rabbitmq-server", Ct);

    protected override string ConnectionString(int port) => $"amqp://guest:guest@127.0.0.1:{port}/";
}
