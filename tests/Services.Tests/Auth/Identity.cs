using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
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

    public static async Task<Identity> StartAsync(
        TimeProvider? clock = null, Dictionary<string, string?>? settings = null) =>
        new(await DigitalDocsApp.StartAsync(
            Services, settings: new AppSettings { Clock = clock, Configuration = settings ?? [] }));

    public static string NewEmail(string who = "ann") => $"{who}-{Guid.CreateVersion7():N}@example.com";

    /// <summary>An agency of its own for a test.</summary>
    public async Task<Guid> CreateAgencyAsync(string? name = null)
    {
        name ??= $"Harbor Title {Guid.CreateVersion7():N}";
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
    public async Task<Person> SignInAsync(Guid agency, params string[] roles)
    {
        var email = NewEmail(roles[0]);
        var id = await CreateUserAsync(agency, email, roles);
        var token = (await LoginAsync(email)).AccessToken;
        return new Person(app.Client(token), id, agency, token);
    }

    /// <summary>A client whose requests come from another address of this machine.</summary>
    public HttpClient From(string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = app.Address,
    };

    public Task<HttpResponseMessage> RefreshAsync(string token) =>
        Anonymous.PostAsJsonAsync("api/v1/auth/refresh", new RefreshRequest(token), WireJson.Options);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>One set of services for the tests of a class; each test makes an agency of its own.</summary>
public sealed class IdentityFixture : IAsyncLifetime
{
    private Identity? _identity;

    internal Identity Identity => _identity!;

    public async ValueTask InitializeAsync() => _identity = await Identity.StartAsync();

    public ValueTask DisposeAsync() => _identity!.DisposeAsync();
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
