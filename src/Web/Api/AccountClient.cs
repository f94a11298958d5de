using DigitalDocs.Contracts.Auth;

namespace DigitalDocs.Web.Api;

public sealed class AccountClient(ApiClient api)
{
    /// <summary>Makes the first agency and its administrator.</summary>
    public Task<Answer<TokenAnswer>> SetUpAsync(SetupRequest request, CancellationToken ct) =>
        api.PostAsync("auth/setup", request, WireJson.Default.SetupRequest, WireJson.Default.TokenAnswer, ct);

    /// <summary>Sets a password with a link that an administrator handed out.</summary>
    public Task<Answer<Nothing>> SetPasswordAsync(SetPasswordRequest request, CancellationToken ct) =>
        api.PostAsync("auth/set-password", request, WireJson.Default.SetPasswordRequest, ct);
}
