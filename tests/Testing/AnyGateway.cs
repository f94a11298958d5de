namespace DigitalDocs.Testing;

/// <summary>
/// Sends requests to the gateways in turn, and to another one when a gateway refuses the connection, as a load
/// balancer in front of them does.
/// </summary>
internal sealed class AnyGateway(IReadOnlyList<Uri> gateways) : DelegatingHandler(
    new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) })
{
    private int _turn = Random.Shared.Next(gateways.Count);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        for (var attempt = 1; ; attempt++)
        {
            request.RequestUri = new Uri(gateways[(int)((uint)Interlocked.Increment(ref _turn) % gateways.Count)], path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (
                refused.HttpRequestError == HttpRequestError.ConnectionError && attempt < gateways.Count)
            {
                // Nothing was sent yet.
            }
        }
    }
}
