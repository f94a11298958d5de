using DigitalDocs.Contracts.Auth;
using DigitalDocs.Web.Api;

namespace DigitalDocs.Web.State;

/// <summary>
/// What the signed-in person may do, so that nobody is shown what they cannot use. The server decides all the same.
/// </summary>
public sealed class Rights(ApiClient api, Session session)
{
    private (Guid User, Guid Agency) _of;
    private Task<Answer<MeAnswer>>? _asking;

    public async Task<bool> MayAsync(string permission, CancellationToken ct)
    {
        if (session is not { User: { } user, Agency: { } agency })
        {
            return false;
        }

        // Many parts of a page ask at once: one question for all, and another one only when it got no answer.
        if (_asking is null || _of != (user.Id, agency.Id))
        {
            _of = (user.Id, agency.Id);
            _asking = api.GetAsync("auth/me", WireJson.Default.MeAnswer, CancellationToken.None);
        }

        var asking = _asking;
        var answer = await asking.WaitAsync(ct);
        if (!answer.Succeeded && _asking == asking)
        {
            _asking = null;
        }

        return answer.Succeeded && answer.Value.Permissions.Contains(permission);
    }
}
