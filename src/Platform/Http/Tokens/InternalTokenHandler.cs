using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Shows another service who calls: this installation, for the agency and user of the current work.</summary>
internal sealed class InternalTokenHandler(TokenMinter minter, IHttpContextAccessor context) : DelegatingHandler
{
    /// <summary>Who the call is for, where there is no request (event handlers, jobs).</summary>
    public static readonly HttpRequestOptionsKey<Caller> CallerKey = new("DigitalDocs.Caller");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(CallerKey, out var caller))
        {
            caller = context.HttpContext?.RequestServices.GetService<Caller>();
        }

        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", minter.InternalToken("platform", caller?.AgencyId ?? Guid.Empty, caller?.UserId ?? Guid.Empty));
        return base.SendAsync(request, cancellationToken);
    }
}
