using System.Net;
using System.Net.Http.Headers;
using DigitalDocs.Web.State;

namespace DigitalDocs.Web.Api;

/// <summary>Sends the access token along and asks for a new one, once, when the server no longer takes it.</summary>
internal sealed class BearerHandler(Session session) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        await AttachAsync(request, renew: false);
        var answer = await base.SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized && session.SignedIn)
        {
            answer.Dispose();
            await AttachAsync(request, renew: true);
            answer = await base.SendAsync(request, ct);
        }

        return answer;
    }

    private async Task AttachAsync(HttpRequestMessage request, bool renew)
    {
        var token = await session.AccessTokenAsync(renew);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }
}
