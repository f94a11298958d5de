using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>Asks the users service for colleagues.</summary>
internal sealed class UsersClient(HttpClient http)
{
    public const string Target = "users";

    /// <summary>An active member of the caller's agency; null when there is none with this id.</summary>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<UserDto?> FindAsync(Guid id, CancellationToken ct)
    {
        using var answer = await http.GetAsync($"api/v1/users/{id}", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<UserDto>(WireJson.Options, ct) is { Active: true } user ? user : null;
    }
}
