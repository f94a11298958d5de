using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Auth;

/// <summary>Asks the users service who somebody is and where they belong.</summary>
internal sealed class UsersClient(HttpClient http)
{
    /// <summary>Null when there is no such user.</summary>
    public async Task<SignInSubject?> SubjectAsync(Guid userId, CancellationToken ct)
    {
        using var answer = await http.GetAsync($"api/v1/users/sign-in-subject?userId={userId}", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<SignInSubject>(WireJson.Options, ct);
    }

    /// <summary>Null when the installation has people already.</summary>
    public async Task<SignInSubject?> CreateFirstAdministratorAsync(
        FirstAdministratorRequest request, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/users/first-administrator", request, WireJson.Options, ct);
        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<SignInSubject>(WireJson.Options, ct);
    }
}
