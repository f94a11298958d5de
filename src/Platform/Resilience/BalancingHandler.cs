using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Resilience;

/// <summary>
/// Sends each call to the copy of the service that has the fewest, and leaves out for a while one that does not answer.
/// Such a call goes to another copy where that is safe: when nothing had been sent, or when it changes nothing.
/// </summary>
public sealed class BalancingHandler(
    string target, ServiceCopies copies, IOptions<ResilienceOptions> options, ILogger<BalancingHandler> log) : DelegatingHandler
{
    private readonly TargetCopies? _copies = copies.Of(target);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_copies is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var path = PathBelow(_copies.All[0].Address, request.RequestUri!);
        var asked = new List<ServiceCopy>();
        var copy = _copies.Next(asked)!;
        while (true)
        {
            ServiceCopy next;
            request.RequestUri = copy.Rebase(path);
            copy.Begin();
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (_copies.All.Count > 1 && copy.LeaveOut(options.Value.LeaveOutFor))
                {
                    log.CopyLeftOut(copy.Address.Authority, failure.HttpRequestError.ToString());
                }

                asked.Add(copy);
                if (_copies.Next(asked) is not { } another || !MayAskAnother(request, failure))
                {
                    throw;
                }

                next = another;
            }
            finally
            {
                copy.End();
            }

            copy = next;
        }
    }

    // The client's base address is the first copy's; it may have a path of its own.
    private static string PathBelow(Uri first, Uri asked) => asked.PathAndQuery[first.AbsolutePath.Length..];

    private static bool MayAskAnother(HttpRequestMessage request, HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
        || (request.Content is null
            && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options));
}
