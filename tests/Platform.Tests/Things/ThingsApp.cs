using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Things;

/// <summary>A running process with the things service on embedded stores in a folder of its own.</summary>
public sealed class ThingsApp : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;
    private readonly WebApplication _app;

    private ThingsApp(FakeTimeProvider clock, IEnumerable<KeyValuePair<string, string?>> settings, TempFolder? folder)
    {
        Clock = clock;
        (_folder, _ownsFolder) = (folder ?? new TempFolder(), folder is null);
        var catalogue = ServiceCatalogue.Select([ServiceEntry.Of<ThingsService>("things")], "all", out _);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("Data:Folder", _folder.Path), new("Data:SqliteSynchronous", "normal"), .. settings]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatform(catalogue);
        builder.Logging.ClearProviders().AddProvider(Logged);
        _app = builder.Build();
        _app.UsePlatform(catalogue);
        _app.Services.MigrateDatabases();
    }

    public FakeTimeProvider Clock { get; }

    public LoggedEvents Logged { get; } = new();

    public IServiceProvider Services => _app.Services;

    public HandledEvents Handled => _app.Services.GetRequiredService<HandledEvents>();

    public HttpClient Http { get; } = new();

    /// <summary>Settings that put the rows into a PostgreSQL database.</summary>
    public static Dictionary<string, string?> OnPostgres(string connectionString) => new()
    {
        ["Data:Provider"] = "postgres",
        ["Data:ConnectionString"] = connectionString,
    };

    /// <param name="ct">Cancels the start.</param>
    /// <param name="before">What happens on the stores before the process runs.</param>
    /// <param name="settings">Beside those of the embedded stores.</param>
    /// <param name="folder">The data folder, when several processes share one; the caller removes it.</param>
    public static async Task<ThingsApp> StartAsync(
        CancellationToken ct,
        Func<ThingsApp, Task>? before = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null,
        TempFolder? folder = null)
    {
        var app = new ThingsApp(
            new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero)), settings ?? [], folder);
        await (before?.Invoke(app) ?? Task.CompletedTask);
        await app._app.StartAsync(ct);
        app.Http.BaseAddress = new Uri(app._app.Urls.First());
        return app;
    }

    /// <summary>Does something with the context as a service acting for an agency.</summary>
    public async Task<T> AsAsync<T>(Guid agency, Func<ThingsDb, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("tests", agency);
        return await work(scope.ServiceProvider.GetRequiredService<ThingsDb>());
    }

    /// <summary>Tells that a thing was made.</summary>
    /// <param name="agency">Empty for an event of no agency.</param>
    public Task PublishAsync(Guid thing, Guid agency, CancellationToken ct) => AsAsync(agency, db =>
    {
        db.Publish(new ThingMade(thing, agency));
        return db.SaveChangesAsync(ct);
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
