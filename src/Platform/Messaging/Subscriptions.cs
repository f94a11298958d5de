using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// What the transport must know before anything is sent, and whether it does: a broker keeps events only for handlers
/// that it knows.
/// </summary>
internal sealed class Subscriptions(IEnumerable<HandlerBinding> bindings, HandlersElsewhere elsewhere)
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(string Group, string EventType)> Wanted { get; } =
        [.. bindings.Select(binding => (binding.Group, binding.EventType)), .. elsewhere.All];

    public void Tell() => _told.TrySetResult();

    public Task WaitAsync(CancellationToken ct) => _told.Task.WaitAsync(ct);
}

public static class SubscriptionExtensions
{
    /// <summary>Makes every handler known to the transport, so that events sent before its service first runs wait for it.</summary>
    public static Task SubscribeHandlersAsync(this IServiceProvider services, CancellationToken ct)
    {
        var transport = services.GetRequiredService<IEventTransport>();
        return Task.WhenAll(services.GetRequiredService<Subscriptions>().Wanted
            .Select(wanted => transport.SubscribeAsync(wanted.Group, [wanted.EventType], ct)));
    }
}
