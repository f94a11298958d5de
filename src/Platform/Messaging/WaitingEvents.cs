using DigitalDocs.Platform.Messaging.Transports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

/// <summary>Asks now and then how many events each handler of this process has before it, for the metric.</summary>
internal sealed class WaitingEvents(
    IEventTransport transport, IEnumerable<HandlerBinding> bindings, TimeProvider clock, ILogger<WaitingEvents> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var binding in bindings)
            {
                await MeasureAsync(binding.Group, stoppingToken);
            }
        }
    }

    private async Task MeasureAsync(string group, CancellationToken ct)
    {
        try
        {
            MessagingTelemetry.Waiting(group, await transport.LengthAsync(group, ct));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LengthUnknown(group, exception);
        }
    }
}
