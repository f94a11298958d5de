using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;

namespace DigitalDocs.Web.Api;

public sealed class UsersClient(ApiClient api)
{
    /// <summary>Everybody of the agency, for a choice.</summary>
    public Task<Answer<Page<UserDto>>> ListAsync(CancellationToken ct) =>
        api.GetAsync("users?limit=200", WireJson.Default.PageUserDto, ct);

    /// <param name="words">Of a name or an address; empty for all.</param>
    public Task<Answer<Page<UserDto>>> FindAsync(
        string? words, int limit, string? cursor, CancellationToken ct)
    {
        var query = new Query().Add("q", words?.Trim()).Add("limit", limit.ToString()).Add("cursor", cursor);
        return api.GetAsync($"users{query}", WireJson.Default.PageUserDto, ct);
    }

    public Task<Answer<IReadOnlyList<RoleDto>>> RolesAsync(CancellationToken ct) =>
        api.GetAsync("authorization/roles", WireJson.Default.IReadOnlyListRoleDto, ct);

    public Task<Answer<CreatedUserAnswer>> AddAsync(CreateUserRequest colleague, CancellationToken ct) =>
        api.PostAsync("users", colleague, WireJson.Default.CreateUserRequest, WireJson.Default.CreatedUserAnswer, ct);

    /// <summary>Gives other roles; somebody who had left has their place back.</summary>
    public Task<Answer<MembershipDto>> SetRolesAsync(Guid user, IReadOnlyList<string> roles, CancellationToken ct) =>
        api.PutAsync(
            $"memberships/{user}",
            new SetMembershipRequest(roles),
            WireJson.Default.SetMembershipRequest,
            WireJson.Default.MembershipDto,
            null,
            ct);

    public Task<Answer<Nothing>> DeactivateAsync(Guid user, CancellationToken ct) =>
        api.PostAsync($"users/{user}/deactivate", ct);

    public Task<Answer<PasswordLinkAnswer>> PasswordLinkAsync(Guid user, CancellationToken ct) =>
        api.PostAsync($"users/{user}/password-link", WireJson.Default.PasswordLinkAnswer, ct);
}
