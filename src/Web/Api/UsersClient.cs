using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;

namespace DigitalDocs.Web.Api;

public sealed class UsersClient(ApiClient api)
{
    public Task<Answer<Page<UserDto>>> ListAsync(CancellationToken ct) =>
        api.GetAsync("users?limit=200", WireJson.Default.PageUserDto, ct);
}
