using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Data;

public static class ServiceDbRegistration
{
    private const string CurrentDb = "DigitalDocs.CurrentDb";

    /// <summary>
    /// Gives the service its database: a pooled context that knows its caller, migrations at start, and the relay
    /// that hands its events on.
    /// </summary>
    public static void AddServiceDb<TDb>(this IHostApplicationBuilder builder)
        where TDb : ServiceDb
    {
        var service = builder.ServiceName();
        builder.Properties[CurrentDb] = typeof(TDb);
        builder.AddReplica(builder.AddCheckedOptions<DataOptions>(DataOptions.Section));
        builder.Services.TryAddSingleton<Databases>();
        builder.Services.TryAddSingleton<Migrator>();
        builder.Services.AddSingleton(new ServiceDatabase(service, typeof(TDb)));
        builder.Services.AddSingleton<ServiceDbCompanion<TDb>>();
        builder.Services.AddPooledDbContextFactory<TDb>((services, options) =>
            Configure(options, services.GetRequiredService<Databases>(), service));
        builder.Services.AddScoped(services =>
        {
            var companion = services.GetRequiredService<ServiceDbCompanion<TDb>>();
            var db = services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext();
            db.Enter(new ServiceDbScope(
                services.GetRequiredService<Caller>(),
                services.GetRequiredService<TimeProvider>(),
                companion.OutboxSignal,
                companion.WriterTurn,
                services.GetRequiredService<ILogger<TDb>>(),
                services.GetService<ReplicaWatch>(),
                companion.MainConnectionString));
            return db;
        });
        builder.Services.AddKeyedScoped<ServiceDb>(service, (services, _) => services.GetRequiredService<TDb>());
        builder.AddMessaging();
        builder.AddMessagingUpkeep(service);
        builder.Services.AddHostedService<OutboxRelay<TDb>>();
    }

    internal static Type CurrentDbType(this IHostApplicationBuilder builder) =>
        builder.Properties.TryGetValue(CurrentDb, out var db)
            ? (Type)db
            : throw new InvalidOperationException("Call AddServiceDb before adding event handlers.");

    private static void AddReplica(this IHostApplicationBuilder builder, DataOptions options)
    {
        if (options.IsPostgres && !string.IsNullOrWhiteSpace(options.ReplicaConnectionString)
            && !builder.Services.Any(service => service.ServiceType == typeof(ReplicaWatch)))
        {
            builder.Services.AddSingleton<ReplicaWatch>();
            builder.Services.AddHostedService(services => services.GetRequiredService<ReplicaWatch>());
            builder.AddEngineProbe<ReplicaProbe>();
        }
    }

    internal static void Configure(DbContextOptionsBuilder options, Databases databases, string service)
    {
        options.UseSnakeCaseNamingConvention();
        if (databases.IsPostgres)
        {
            options.UseNpgsql(
                databases.PostgresConnectionString,
                npgsql => npgsql.ExecutionStrategy(dependencies => new RetryWhenSafe(dependencies)));
            options.AddInterceptors(new TransactionScope(service, databases), new CommitWatch());
        }
        else
        {
            options.UseSqlite($"Data Source={databases.SqlitePath(service)};Default Timeout=30");
            options.AddInterceptors(new SqlitePragmas(databases.SqliteSynchronous), new SqliteWriterTurn());
        }
    }
}
