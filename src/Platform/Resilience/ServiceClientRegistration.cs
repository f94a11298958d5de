using System.Net;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Platform.Mesh;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DigitalDocs.Platform.Resilience;

public static class ServiceClientRegistration
{
    /// <summary>
    /// A typed client of another service: it calls the copies that <c>Services:{target}:Url</c> names, else this process.
    /// Calls time out, calls that change nothing are repeated when the target could not be reached, and a
    /// target that fails again and again is left alone for a while: then calls end at once with a
    /// <see cref="Polly.CircuitBreaker.BrokenCircuitException"/>. Handlers added to the result run once per attempt.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IHostApplicationBuilder builder, string target)
        where TClient : class
    {
        // By full name: two services may each have a client of the same short name.
        builder.AddServiceCalls();
        return builder.Services.AddHttpClient<TClient>(typeof(TClient).FullName!).Guard(target);
    }

    /// <summary>The same for a caller that has one client for many services: they are told apart by their names.</summary>
    public static IHttpClientBuilder AddServiceClient(this IHostApplicationBuilder builder, string name, string target)
    {
        builder.AddServiceCalls();
        return builder.Services.AddHttpClient(name).Guard(target);
    }

    private static void AddServiceCalls(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<ResilienceOptions>(ResilienceOptions.Section);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<SelfAddress>();
        builder.Services.TryAddSingleton<ServiceBreakers>();
        builder.AddCopies();
        builder.AddCrypto();
        builder.Services.TryAddSingleton<TokenMinter>();
    }

    private static IHttpClientBuilder Guard(this IHttpClientBuilder client, string target)
    {
        client.ConfigureHttpClient((services, http) =>
        {
            http.BaseAddress = AddressOf(target, services);
            http.Timeout = Timeout.InfiniteTimeSpan; // The pipeline has its own time-out, per attempt.
        });
        client.AddResilienceHandler(target, (pipeline, context) => Guard(pipeline, target, context.ServiceProvider));
        client.AddHttpMessageHandler(services => new InternalTokenHandler(services.GetRequiredService<TokenMinter>(), target));
        client.AddHttpMessageHandler(services => services.CreateBalancing(target));
        client.ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<MeshConnections>()
            .Lend(toSelf: services.GetRequiredService<ServiceCopies>().FirstOf(target) is null));

        // The connections are shared and see to their own age.
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return client;
    }

    /// <summary>What is known of services that run in several copies.</summary>
    public static void AddCopies(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<ResilienceOptions>(ResilienceOptions.Section);
        builder.AddMesh();
        builder.Services.TryAddSingleton<ServiceCopies>();
        builder.Services.TryAddSingleton<Bulkheads>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CopyProbe>());
    }

    /// <summary>Sends calls to the copies of a service; the connections go below it.</summary>
    public static BalancingHandler CreateBalancing(this IServiceProvider services, string target) => new(
        target,
        services.GetRequiredService<ServiceCopies>(),
        services.GetRequiredService<IOptions<ResilienceOptions>>(),
        services.GetRequiredService<ILogger<BalancingHandler>>());

    private static Uri AddressOf(string target, IServiceProvider services) =>
        services.GetRequiredService<ServiceCopies>().FirstOf(target) ?? services.GetRequiredService<SelfAddress>().Uri;

    private static void Guard(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, string target, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ResilienceOptions>>().Value;
        var breaker = services.GetRequiredService<ServiceBreakers>().Of(target);
        var bulkhead = services.GetRequiredService<Bulkheads>().Of(target, options.CallsAtOnce, options.CallsWaiting);
        pipeline.TimeProvider = services.GetRequiredService<TimeProvider>();
        pipeline.AddRateLimiter(bulkhead);
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(MayRepeat(arguments)),
            });
        }

        pipeline.AddStrategy(_ => new BreakerStrategy(target, breaker), new BreakerStrategyOptions());
        pipeline.AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout });
    }

    // Not after a time-out: a caller who waited that long is better served by an answer than by another wait.
    private static bool MayRepeat(RetryPredicateArguments<HttpResponseMessage> arguments) =>
        arguments.Context.GetRequestMessage()?.Method is { } method
        && (method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options)
        && arguments.Outcome switch
        {
            { Exception: HttpRequestException } => true,
            { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable } => true,
            _ => false,
        };

    private sealed class BreakerStrategyOptions : ResilienceStrategyOptions
    {
        public BreakerStrategyOptions() => Name = "ServiceBreaker";
    }
}
