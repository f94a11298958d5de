using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>How the network is.</summary>
internal enum Weather
{
    Fine,

    /// <summary>Connections are reset and new ones refused.</summary>
    Cut,

    /// <summary>Nothing arrives and nobody is told: a cable pulled, a firewall that swallows.</summary>
    Silent,

    /// <summary>Every packet takes its time.</summary>
    Slow,
}

/// <summary>The network between the product and one engine, which a test can cut, silence and slow.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(60);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly int _target;
    private CancellationTokenSource _cut = new();
    private TaskCompletionSource _audible = Done();
    private readonly Task _accepting;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public Weather Weather { get; private set; }

    public void Turn(Weather weather)
    {
        Weather = weather;
        if (weather == Weather.Cut)
        {
            Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();
        }

        if (weather == Weather.Silent)
        {
            _audible = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else
        {
            _audible.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        Turn(Weather.Cut);
        _listener.Stop();
        await _accepting;
        _over.Dispose();
        _listener.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_over.Token));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The listener stopped, or a connection ended before it was taken.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var near = client;
        near.NoDelay = true;
        near.LingerState = new LingerOption(true, 0);
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, _cut.Token);
        try
        {
            if (Weather == Weather.Cut)
            {
                return;
            }

            await _audible.Task.WaitAsync(end.Token);
            await far.ConnectAsync(IPAddress.Loopback, _target, end.Token);
            await Task.WhenAll(PumpAsync(near, far, end.Token), PumpAsync(far, near, end.Token));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other learns it by the reset.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, ct);
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            await _audible.Task.WaitAsync(ct);
            if (Weather == Weather.Slow)
            {
                await Task.Delay(Delay, ct);
            }

            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), ct);
            }
        }
    }
}
