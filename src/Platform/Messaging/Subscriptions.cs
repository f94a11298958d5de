using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Whether the transport knows the handlers of this process. Nothing is sent before: a broker keeps events only for
/// handlers that it knows.
/// </summary>
internal sealed class Subscriptions
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Tell() => _told.TrySetResult();

    public Task WaitAsync(CancellationToken ct) => _told.Task.WaitAsync(ct);
}

public static class SubscriptionExtensions
{
    /// <summary>Makes every handler known to the transport, so that events sent before its service first runs wait for it.</summary>
    /// <returns>How many handlers there are.</returns>
    public static async Task<int> SubscribeHandlersAsync(this IServiceProvider services, CancellationToken ct)
    {
        var bindings = services.GetServices<HandlerBinding>().ToList();
        var transport = services.GetRequiredService<IEventTransport>();
        await Task.WhenAll(
            bindings.Select(binding => transport.SubscribeAsync(binding.Group, [binding.EventType], ct)));
        return bindings.Count;
    }
}
