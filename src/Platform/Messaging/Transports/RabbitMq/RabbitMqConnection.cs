using System.Collections.Concurrent;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// The process's connection to RabbitMQ, made when it is first needed and again after it was lost. Whoever had a
/// channel of a lost one opens another and declares what it needs.
/// </summary>
/// <param name="addresses"><c>amqp://user:password@host:5672/vhost</c>; the nodes of a cluster with commas between.</param>
/// <param name="patience">How long an answer may take; null: five seconds.</param>
internal sealed class RabbitMqConnection(string addresses, TimeSpan? patience = null) : IAsyncDisposable
{
    // Many channels ask at once. What one of them has just found out holds for all.
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IConnection? _connection;
    private (Exception Cause, long At)? _failure;

    /// <summary>Where it connects to, without names and passwords.</summary>
    public static IEnumerable<string> Describe(string addresses) =>
        Uris(addresses).Select(uri => $"{uri.Host}:{(uri.Port < 0 ? 5672 : uri.Port)}");

    public async Task<IChannel> OpenChannelAsync(bool confirms, CancellationToken ct)
    {
        var connection = await GetAsync(ct);
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(confirms, publisherConfirmationTrackingEnabled: false), ct);
    }

    /// <summary>Which version lets us in; an exception says why none does.</summary>
    public async Task<Version?> FindVersionAsync(CancellationToken ct)
    {
        var connection = await GetAsync(ct);

        // A virtual host that is not there is told only to whoever goes on.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        return connection.ServerProperties?.TryGetValue("version", out var version) == true
            && Version.TryParse(System.Text.Encoding.UTF8.GetString((byte[])version!).Split('-')[0], out var parsed)
                ? parsed
                : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.AbortAsync(_patience);
            await connection.DisposeAsync();
        }

        _turn.Dispose();
    }

    private static IEnumerable<Uri> Uris(string addresses) =>
        addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(address => new Uri(address));

    private async Task<IConnection> GetAsync(CancellationToken ct)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (_connection is { IsOpen: true } opened)
            {
                return opened;
            }

            if (_connection is { } lost)
            {
                _connection = null;
                await lost.DisposeAsync();
            }

            return _connection = await ConnectAtMostOnceASecondAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IConnection> ConnectAtMostOnceASecondAsync(CancellationToken ct)
    {
        if (_failure is { } failure && TimeProvider.System.GetElapsedTime(failure.At) < RestAfterFailure)
        {
            throw new IOException("RabbitMQ was out of reach a moment ago.", failure.Cause);
        }

        try
        {
            return await ConnectAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failure = (exception, TimeProvider.System.GetTimestamp());
            throw;
        }
    }

    // Any node of a cluster will do; each has its own time, so that a silent one does not use up the others'.
    private async Task<IConnection> ConnectAsync(CancellationToken ct)
    {
        var uris = Uris(addresses).ToArray();
        Random.Shared.Shuffle(uris);
        var failures = new List<Exception>();
        foreach (var uri in uris)
        {
            try
            {
                return await ConnectAsync(uri, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                failures.Add(exception);
            }
        }

        throw new IOException("RabbitMQ cannot be reached.", new AggregateException(failures));
    }

    private async Task<IConnection> ConnectAsync(Uri uri, CancellationToken ct)
    {
        var sockets = new ConcurrentBag<Socket>();
        var factory = new ConnectionFactory
        {
            Uri = uri,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "digitaldocs",
            RequestedConnectionTimeout = _patience,
            HandshakeContinuationTimeout = _patience,
            ContinuationTimeout = _patience,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            SocketFactory = family =>
            {
                var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                sockets.Add(socket);
                return new TcpClientAdapter(socket);
            },
        };

        // The library waits for ever for the first word of a server that took the connection.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        using var giveUp = limit.Token.Register(() =>
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }
        });
        return await factory.CreateConnectionAsync([new AmqpTcpEndpoint(uri, factory.Ssl)], limit.Token);
    }
}
