using System.Collections.Concurrent;
using System.Net.Http.Headers;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Testing;

/// <summary>
/// The real platform with chosen services in the test's own process: embedded stores in a folder of its own, a real
/// port on loopback. Where the authorization service is not among them, people made by <see cref="Person"/> have
/// exactly the permissions the test gives them.
/// </summary>
public sealed class DigitalDocsApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TempFolder? _folder;
    private readonly ConcurrentDictionary<Guid, AuthorizationSnapshot> _snapshots;

    private DigitalDocsApp(
        WebApplication app, TempFolder? folder, ConcurrentDictionary<Guid, AuthorizationSnapshot> snapshots)
    {
        (_app, _folder, _snapshots) = (app, folder, snapshots);
        Address = AddressOf(app.Services);
        Anonymous = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>A client that is not signed in.</summary>
    public HttpClient Anonymous { get; }

    /// <param name="all">The services that the test may host: <c>Host.Services.All</c>, or some of them.</param>
    /// <param name="targets">Which of them: <c>all</c> or a list of names.</param>
    public static async Task<DigitalDocsApp> StartAsync(
        IReadOnlyList<ServiceEntry> all, string targets = "all", AppSettings? settings = null, CancellationToken ct = default)
    {
        settings ??= new AppSettings();
        var catalogue = ServiceCatalogue.Select(all, targets, out var unknown);
        if (unknown is not null)
        {
            throw new ArgumentException(unknown, nameof(targets));
        }

        var folder = settings.DataFolder is null ? new TempFolder() : null;
        var snapshots = new ConcurrentDictionary<Guid, AuthorizationSnapshot>();
        var builder = CreateBuilder(settings, settings.DataFolder ?? folder!.Path);
        builder.AddPlatform(catalogue);
        settings.Configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform(catalogue);
        if (!catalogue.Hosts(AuthorizationClient.Target))
        {
            app.MapGet(
                Routes.Base + "/authorization/snapshots/{userId:guid}",
                (Guid userId) => snapshots.TryGetValue(userId, out var snapshot)
                    ? Results.Json(snapshot, WireJson.Options)
                    : Results.NotFound())
                .Needs(Permissions.Internal).WithMetadata(new ServiceOwner(AuthorizationClient.Target));
        }

        app.Services.MigrateDatabases();
        await app.StartAsync(ct);
        app.Services.GetRequiredService<SelfAddress>().Uri = AddressOf(app.Services);
        return new DigitalDocsApp(app, folder, snapshots);
    }

    /// <summary>A person with a valid access token and these permissions; only without the authorization service.</summary>
    /// <param name="agencyId">Their agency; one of their own when null.</param>
    public Person Person(Guid? agencyId, params string[] permissions)
    {
        var userId = Guid.CreateVersion7();
        var agency = agencyId ?? Guid.CreateVersion7();
        Allow(userId, agency, permissions, []);
        var token = Services.GetRequiredService<TokenMinter>().AccessToken(
            userId, "Test Person", agency, Guid.CreateVersion7(), ["agent"], ["pwd"],
            Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return new Person(Client(token), userId, agency, token);
    }

    /// <summary>The person signed in anew, with a token of now.</summary>
    public HttpClient Again(Person person) => Client(Services.GetRequiredService<TokenMinter>().AccessToken(
        person.UserId, "Test Person", person.AgencyId, Guid.CreateVersion7(), ["agent"], ["pwd"],
        Services.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>Changes what a person may do; seen within a second, as in production.</summary>
    public void Allow(Guid userId, Guid agencyId, IReadOnlyList<string> permissions, IReadOnlyList<GrantDto> grants) =>
        _snapshots[userId] = new AuthorizationSnapshot(userId, agencyId, 1, true, ["agent"], permissions, grants);

    /// <summary>A client that carries this access token.</summary>
    public HttpClient Client(string accessToken)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>A client that calls as another service of the installation would; each call has a token for its target.</summary>
    public HttpClient Internal(Guid agencyId, Guid onBehalfOf = default) => new(new AsAnotherService(
        (service) => Services.GetRequiredService<TokenMinter>().InternalToken("test", service, agencyId, onBehalfOf),
        Services.GetRequiredService<ServiceCatalogue>()))
    {
        BaseAddress = Address,
    };

    /// <summary>Works with a registered class in a scope that acts for the agency.</summary>
    public async Task<TResult> UseAsync<T, TResult>(Guid agencyId, Func<T, Task<TResult>> work)
        where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("test", agencyId);
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder?.Dispose();
    }

    private static WebApplicationBuilder CreateBuilder(AppSettings settings, string dataFolder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = dataFolder,

            // A power cut is not what these tests are about.
            ["Data:SqliteSynchronous"] = "normal",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Edge:LogFormat"] = "plain",
        });
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (settings.Clock is { } clock)
        {
            builder.Services.AddSingleton(clock);
        }

        return builder;
    }

    private static Uri AddressOf(IServiceProvider services) =>
        new(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}

/// <summary>Somebody who is signed in.</summary>
public sealed record Person(HttpClient Client, Guid UserId, Guid AgencyId, string AccessToken);

/// <summary>Shows with each call a token for the service that answers the path.</summary>
internal sealed class AsAnotherService(Func<string, string> token, ServiceCatalogue catalogue)
    : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath[(Routes.Base.Length + 1)..];
        var service = catalogue.All.First(entry => entry.Prefixes.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token(service.Name));
        return base.SendAsync(request, cancellationToken);
    }
}
