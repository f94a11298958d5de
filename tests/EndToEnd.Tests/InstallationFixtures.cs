using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// One installation for all tests of a class. Started by the first test and not by the fixture: what is missing on
/// this machine is then a skipped test.
/// </summary>
public abstract class InstallationFixture(Shape shape) : IAsyncDisposable
{
    private Installation? _installation;

    public Installation Installation => _installation!;

    public async Task StartAsync() =>
        _installation ??= await Installation.StartAsync(shape, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public sealed class OneProcess() : InstallationFixture(Shape.OneProcess);

public sealed class FourProcesses() : InstallationFixture(Shape.FourProcesses);

public sealed class OneProcessOnPostgres() : InstallationFixture(Shape.OneProcessOnPostgres);
