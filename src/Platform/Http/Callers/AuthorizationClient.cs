using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;

namespace DigitalDocs.Platform.Http;

/// <summary>Asks the authorization service; also when it sits in the same process.</summary>
internal sealed class AuthorizationClient(HttpClient http)
{
    public const string Target = "authorization";

    /// <summary>What a signed-in person may do right now.</summary>
    public async Task<AuthorizationSnapshot> SnapshotAsync(TokenIdentity identity, CancellationToken ct)
    {
        var roles = Uri.EscapeDataString(string.Join(',', identity.Roles));
        return await http.GetFromJsonAsync<AuthorizationSnapshot>(
            $"api/v1/authorization/snapshots/{identity.UserId}?agencyId={identity.AgencyId}"
            + $"&roles={roles}&sessionId={identity.SessionId}",
            WireJson.Options,
            ct) ?? throw new HttpRequestException("The authorization service answered nothing.");
    }
}
