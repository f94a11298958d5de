using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DigitalDocs.Auth;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Testing;
using DigitalDocs.Users;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace DigitalDocs.Architecture.Tests.Walks;

[CollectionDefinition(Name)]
public sealed class WalkedAppCollection : ICollectionFixture<WalkedApp>
{
    public const string Name = "walked app";
}

/// <summary>All services in one process, two agencies with a person per built-in role, and things that belong to the first.</summary>
public sealed class WalkedApp : IAsyncLifetime
{
    private const string Password = "a-long-password-for-walks-1";
    private readonly ConcurrentDictionary<(int Agency, string Role), HttpClient> _people = new();
    private DigitalDocsApp? _app;

    internal DigitalDocsApp App => _app ?? throw new InvalidOperationException("The app has not started.");

    /// <summary>Permissions of each built-in role.</summary>
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Roles { get; private set; } = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>Ids of the first agency, by the kind of thing.</summary>
    internal Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyList<WalkedRoute> Routes { get; private set; } = [];

    /// <summary>The description of the API that this process serves under a name.</summary>
    internal async Task<string> DescribeAsync(string name)
    {
        var document = await App.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync(Ct);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, Ct);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await DigitalDocsApp.StartAsync(Host.Services.All, settings: new AppSettings
        {
            Configuration = new Dictionary<string, string?> { ["Ocr:Engine"] = "none", ["Ocr:Workers"] = "1", ["Ai:Provider"] = "local" },
        }, ct: Ct);
        Routes = WalkedRoute.Of(App.Services.GetRequiredService<EndpointDataSource>().Endpoints);
        await CreatePeopleAsync();
        await CreateThingsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _people.Values)
        {
            client.Dispose();
        }

        await App.DisposeAsync();
    }

    internal HttpClient Person(int agency, string role) => _people[(agency, role)];

    private async Task CreatePeopleAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<PeopleAdministration>();
        var minter = App.Services.GetRequiredService<TokenMinter>();
        for (var agency = 0; agency < 2; agency++)
        {
            var agencyId = await people.CreateAgencyAsync($"Walked Agency {agency}", Ct);
            foreach (var role in Contracts.Authorization.RoleNames.All)
            {
                var email = $"{role}@walk{agency}.example".ToLowerInvariant();
                var userId = await people.CreateUserAsync(agencyId, $"Walker {role}", email, [role], Ct);
                _people[(agency, role)] = App.Client(minter.AccessToken(
                    userId, role, agencyId, Guid.CreateVersion7(), [role], ["pwd"], TimeProvider.System.GetUtcNow()));
                if (agency == 0 && role == "escrowOfficer")
                {
                    Ids["user"] = userId.ToString();
                    Ids["agency"] = agencyId.ToString();
                    await OpenSessionAsync(scope.ServiceProvider, userId, email);
                }
            }
        }

        // Memberships reach the authorization service as events.
        await Eventually.TrueAsync(async () =>
        {
            foreach (var client in _people.Values)
            {
                using var answer = await client.GetAsync("/api/v1/authorization/roles", Ct);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    return false;
                }
            }

            return true;
        }, "everybody's permissions are known", Ct);
        var roles = await Person(0, "agencyAdmin").GetFromJsonAsync<JsonArray>("/api/v1/authorization/roles", Ct);
        Roles = roles!.ToDictionary(
            role => (string)role!["name"]!,
            IReadOnlySet<string> (role) => role!["permissions"]!.AsArray().Select(permission => (string)permission!).Append(Contracts.Authorization.Permissions.SignedIn).ToHashSet());
    }

    private async Task OpenSessionAsync(IServiceProvider services, Guid userId, string email)
    {
        (await services.GetRequiredService<CredentialAdministration>().SetPasswordAsync(userId, email, Password, Ct)).ShouldBeNull();
        var signedIn = await PostAsync(App.Anonymous, "/api/v1/auth/login", new { email, password = Password });
        using var client = App.Client((string)signedIn["accessToken"]!);
        var sessions = await client.GetFromJsonAsync<JsonNode>("/api/v1/auth/sessions", Ct);
        Ids["session"] = (string)(sessions as JsonArray ?? sessions!["items"]!.AsArray())[0]!["id"]!;
    }

    private async Task CreateThingsAsync()
    {
        var officer = Person(0, "escrowOfficer");
        var transaction = await PostAsync(officer, "/api/v1/transactions", new { name = "Walked purchase", type = "purchase" });
        Ids["transaction"] = (string)transaction["id"]!;
        var party = await PostAsync(officer, $"/api/v1/transactions/{Ids["transaction"]}/parties", new { id = (string?)null, role = "buyer", name = "Walked Buyer" });
        Ids["party"] = (string?)party["id"] ?? (string)party["parties"]![0]!["id"]!;
        using var file = new StringContent("A letter of the first agency, which the second must not see.");
        file.Headers.ContentType = new("text/plain");
        using var uploaded = await officer.PostAsync("/api/v1/documents/upload?name=walked-letter.txt", file, Ct);
        var document = await uploaded.Content.ReadFromJsonAsync<JsonNode>(Ct);
        Ids["document"] = (string)document!["documents"]![0]!["id"]!;
        var share = await PostAsync(officer, $"/api/v1/documents/{Ids["document"]}/share", new { with = new { kind = "link" }, permissions = new[] { "view" } });
        Ids["share"] = (string)share["id"]!;
        var job = await PostAsync(officer, "/api/v1/ocr/jobs", new { documentId = Ids["document"], version = 1, name = "walked-letter.txt" });
        Ids["job"] = (string)job["id"]!;

        // Nothing fails here, and a folder takes no direct uploads: their own suites have such things.
        Ids["deadLetter"] = Guid.CreateVersion7().ToString();
        Ids["directUpload"] = Guid.CreateVersion7().ToString();
        Ids["link"] = (string)(await PostAsync(officer, "/api/v1/storage/links", new { documentId = Ids["document"] }))["id"]!;
        using var begin = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads");
        begin.Headers.Add("Tus-Resumable", "1.0.0");
        begin.Headers.Add("Upload-Length", "10");
        using var begun = await officer.SendAsync(begin, Ct);
        Ids["upload"] = begun.Headers.Location!.OriginalString.Split('/')[^1];
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonNode.Parse(text)!;
    }
}
