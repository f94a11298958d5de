using DigitalDocs.Web.Api;

namespace DigitalDocs.Web.State;

/// <summary>
/// What the signed-in person may do, so that nobody is shown what they cannot use. The server decides all the same.
/// </summary>
public sealed class Rights(ApiClient api, Session session)
{
    private Guid _of;
    private IReadOnlyList<string> _permissions = [];

    public async Task<bool> MayAsync(string permission, CancellationToken ct)
    {
        if (session.User is not { } user)
        {
            return false;
        }

        if (_of != user.Id)
        {
            var answer = await api.GetAsync("auth/me", WireJson.Default.MeAnswer, ct);
            if (!answer.Succeeded)
            {
                return false;
            }

            (_of, _permissions) = (user.Id, answer.Value.Permissions);
        }

        return _permissions.Contains(permission);
    }
}
