using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Auth;
using DigitalDocs.Authorization;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using DigitalDocs.Users;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Auth;

/// <summary>The three identity services with an agency or two in them.</summary>
internal sealed class Identity(DigitalDocsApp app) : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private static readonly IReadOnlyList<ServiceEntry> Services =
    [
        ServiceEntry.Of<AuthorizationService>("authorization"),
        ServiceEntry.Of<AuthService>("auth", "/.well-known"),
        ServiceEntry.Of<UsersService>("users", "agencies", "memberships"),
    ];

    public DigitalDocsApp App => app;

    public HttpClient Anonymous => app.Anonymous;

    public static async Task<Identity> StartAsync(TimeProvider? clock = null, Dictionary<string, string?>? settings = null) =>
        new(await DigitalDocsApp.StartAsync(
            Services, settings: new AppSettings { Clock = clock, Configuration = settings ?? [] }));

    public async Task<Guid> CreateAgencyAsync(string name = "Harbor Title")
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeopleAdministration>().CreateAgencyAsync(name, default);
    }

    /// <summary>A user with <see cref="Password"/> and these roles.</summary>
    public async Task<Guid> CreateUserAsync(Guid agency, string email, params string[] roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<PeopleAdministration>()
            .CreateUserAsync(agency, "Some Body", email, roles, default);
        var failure = await scope.ServiceProvider.GetRequiredService<CredentialAdministration>()
            .SetPasswordAsync(id, email, Password, default);
        failure.ShouldBeNull();
        return id;
    }

    public Task<HttpResponseMessage> TryLoginAsync(string email, string password = Password, Guid? agency = null) =>
        Anonymous.PostAsJsonAsync("api/v1/auth/login", new LoginRequest(email, password, agency), WireJson.Options);

    public Task<TokenAnswer> LoginAsync(string email, Guid? agency = null) =>
        TryLoginAsync(email, agency: agency).ReadAsync<TokenAnswer>();

    /// <summary>A new user of the agency, signed in.</summary>
    public async Task<HttpClient> SignInAsync(Guid agency, string role)
    {
        var email = $"{role}-{Guid.CreateVersion7():N}@example.com";
        await CreateUserAsync(agency, email, role);
        return app.Client((await LoginAsync(email)).AccessToken);
    }

    public Task<HttpResponseMessage> RefreshAsync(string token) =>
        Anonymous.PostAsJsonAsync("api/v1/auth/refresh", new RefreshRequest(token), WireJson.Options);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal static class Answers
{
    public static async Task<Problem> ShouldBeProblemAsync(
        this Task<HttpResponseMessage> request, HttpStatusCode status, string code)
    {
        using var answer = await request;
        return await answer.ShouldBeProblemAsync(status, code, TestContext.Current.CancellationToken);
    }

    public static async Task<T> ReadAsync<T>(
        this Task<HttpResponseMessage> request, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await request;
        return await answer.ReadAsync<T>(status, TestContext.Current.CancellationToken);
    }
}
