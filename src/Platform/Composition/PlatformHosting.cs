using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Data.Moving;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Http.Description;
using DigitalDocs.Platform.Http.Idempotency;
using DigitalDocs.Platform.Http.Limits;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Platform.Mesh;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Composition;

/// <summary>What every process has, whichever services it hosts.</summary>
public static class PlatformHosting
{
    public static void AddPlatform(this WebApplicationBuilder builder, ServiceCatalogue catalogue)
    {
        var edge = builder.AddCheckedOptions<EdgeOptions>(EdgeOptions.Section);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Caller>();
        services.AddProblems();
        services.AddApiDescription(catalogue);
        services.ConfigureHttpJsonOptions(json => WireJson.ForRequests(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host =>
        {
            // All at once: work is handed over while the last requests are still being answered.
            host.ShutdownTimeout = TimeSpan.FromSeconds(20);
            host.ServicesStopConcurrently = true;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = edge.LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });

        builder.UseMesh(isEdge: catalogue.Hosts("gateway"), edge.AllowTls12);
        builder.AddCrypto();
        builder.AddBlobStoreForEvents();
        builder.AddPlatformCache();
        builder.AddMessaging();
        builder.AddHandlersElsewhere(catalogue);
        builder.AddTelemetry(edge, catalogue);
        services.AddSingleton<Cursors>();
        services.AddSingleton<TokenMinter>();
        services.AddSingleton<TokenChecker>();
        services.AddSingleton<SnapshotCache>();
        builder.AddServiceClient<AuthorizationClient>(AuthorizationClient.Target);
        services.AddSingleton<Func<AuthorizationClient>>(provider => provider.GetRequiredService<AuthorizationClient>);
        services.AddSingleton(provider => new CallerRefresh(
            provider.GetRequiredService<SnapshotCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton(provider => new ActingPerson(
            provider.GetRequiredService<Func<AuthorizationClient>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<FolderInUse>();
        builder.AddEngineProbe<DataFolderProbe>();
        builder.AddDatabaseProbes();
        services.AddHealthChecks().AddCheck<Draining>("process");
        services.AddEngineChecks();
        builder.AddServices(catalogue);
    }

    /// <summary>Creates or updates the databases of the hosted services.</summary>
    public static void MigrateDatabases(this IServiceProvider services)
    {
        var migrator = services.GetService<Migrator>();
        if (migrator is not null)
        {
            Parallel.ForEach(services.GetServices<ServiceDatabase>(), migrator.Migrate);
        }
    }

    public static void UsePlatform(this WebApplication app, ServiceCatalogue catalogue)
    {
        if (!catalogue.Hosts("gateway"))
        {
            // Behind our own gateway, wherever it runs: it says who the client is. At the edge itself nobody is believed.
            var forwarded = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                    | ForwardedHeaders.XForwardedHost,
            };
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            app.UseForwardedHeaders(forwarded);
        }

        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((context, next) =>
        {
            draining.Announce(context);
            return next(context);
        });
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseProblems();
        app.UseRouting();
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<RateLimits>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.MapHealth();
        app.MapDeadLetters();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        app.MapGet("/services", () => catalogue.All.Select(service =>
            new { service.Name, Hosted = catalogue.Hosts(service.Name) })).AllowAnonymous()
            .WithName("listServices").WithSummary("The services of the product, and which this process hosts");
        foreach (var service in catalogue.Hosted)
        {
            service.Map(app);
        }
    }
}
