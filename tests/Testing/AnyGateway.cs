namespace DigitalDocs.Testing;

/// <summary>
/// Sends requests to the open gateways in turn, and to the next one when a gateway refuses the connection, as a load
/// balancer in front of them does.
/// </summary>
internal sealed class AnyGateway(GatewayWatch gateways) : DelegatingHandler(
    new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) })
{
    private int _turn = Random.Shared.Next(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var open = gateways.Open;
        for (var attempt = 1; ; attempt++)
        {
            request.RequestUri = new Uri(open[(int)((uint)Interlocked.Increment(ref _turn) % open.Count)], path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (
                refused.HttpRequestError == HttpRequestError.ConnectionError && attempt < open.Count)
            {
                // Nothing was sent yet.
            }
        }
    }
}
