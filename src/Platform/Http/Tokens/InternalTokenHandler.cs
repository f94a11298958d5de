using System.Net.Http.Headers;

namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Shows another service who calls: this installation, for the agency and user of the current work.</summary>
internal sealed class InternalTokenHandler(TokenMinter minter, string target) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var caller = AmbientCaller.Current;
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", minter.InternalToken("platform", target, caller?.AgencyId ?? Guid.Empty, caller?.UserId ?? Guid.Empty));
        return base.SendAsync(request, cancellationToken);
    }
}
