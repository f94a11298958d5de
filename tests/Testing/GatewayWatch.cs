using System.Net;

namespace DigitalDocs.Testing;

/// <summary>
/// Which gateways take requests, as a load balancer in front of them knows it: it asks each twice a second whether it
/// is ready. A gateway that is told to stop says so before it closes its door.
/// </summary>
internal sealed class GatewayWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly CancellationTokenSource _over = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly IReadOnlyList<Uri> _gateways;
    private readonly Task _watching;
    private volatile IReadOnlyList<Uri> _open;

    public GatewayWatch(IReadOnlyList<Uri> gateways)
    {
        (_gateways, _open) = (gateways, gateways);
        _watching = gateways.Count > 1 ? WatchAsync() : Task.CompletedTask;
    }

    /// <summary>Those that are ready; all of them when none is, for then it is theirs to say why.</summary>
    public IReadOnlyList<Uri> Open => _open;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            var ready = await Task.WhenAll(_gateways.Select(IsReadyAsync));
            List<Uri> open = [.. _gateways.Where((_, number) => ready[number])];
            _open = open.Count > 0 ? open : _gateways;
            await Task.Delay(Pause, _over.Token);
        }
    }

    private async Task<bool> IsReadyAsync(Uri gateway)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(gateway, "health/ready"), _over.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (
            !_over.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
