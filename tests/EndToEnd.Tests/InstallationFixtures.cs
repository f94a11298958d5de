using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// One installation for all tests of a class. Started by the first test and not by the fixture: what is missing on
/// this machine is then a skipped test.
/// </summary>
public abstract class InstallationFixture(Layout layout, Stores stores = Stores.Embedded) : IAsyncDisposable
{
    private Installation? _installation;

    public Installation Installation => _installation!;

    public async Task StartAsync() =>
        _installation ??= await Installation.StartAsync(new Lineup(layout, stores), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public sealed class OneProcess() : InstallationFixture(Layout.OneProcess);

public sealed class FourProcesses() : InstallationFixture(Layout.FourProcesses);

public sealed class TwoOfEach() : InstallationFixture(Layout.TwoOfEach);

public sealed class OneProcessOnPostgres() : InstallationFixture(Layout.OneProcess, Stores.Postgres);

public sealed class TwoOfEachOnRedis() : InstallationFixture(Layout.TwoOfEach, Stores.RedisAndS3);

public sealed class TwoOfEachOnRabbitMq() : InstallationFixture(Layout.TwoOfEach, Stores.RabbitMqAndS3);
