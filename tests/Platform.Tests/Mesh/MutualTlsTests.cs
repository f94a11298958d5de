using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Mesh;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Platform.Tests.Http;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Tests.Mesh;

/// <summary>A process that serves with certificates, and callers of every kind.</summary>
public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _ours = new();
    private WebApplication _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServeAsync(_ours.Issue("server"), _ours.AuthorityFile);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _ours.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_process_of_the_installation_is_answered()
    {
        (await AskAsync(_ours.Issue("caller"), _ours.AuthorityFile)).ShouldBe("open");
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_refused()
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        using var http = new HttpClient(handler);

        await Should.ThrowAsync<HttpRequestException>(() => http.GetStringAsync(Address(_server), Ct));
    }

    [Fact]
    public async Task A_caller_of_another_authority_is_refused()
    {
        using var others = new TestAuthority();

        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(others.Issue("stranger"), _ours.AuthorityFile));
    }

    [Fact]
    public async Task A_caller_whose_certificate_has_run_out_is_refused()
    {
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(_ours.Issue("old", days: 1), _ours.AuthorityFile));
    }

    [Fact]
    public async Task A_certificate_for_servers_alone_does_not_open_a_door()
    {
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(_ours.Issue("half", forClients: false), _ours.AuthorityFile));
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_talked_to()
    {
        using var others = new TestAuthority();

        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(_ours.Issue("caller"), others.AuthorityFile));
    }

    [Fact]
    public async Task A_server_that_has_another_name_is_not_talked_to()
    {
        await using var server = await ServeAsync(_ours.Issue("elsewhere", host: "other.example"), _ours.AuthorityFile);

        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(_ours.Issue("caller"), _ours.AuthorityFile, server));
    }

    [Fact]
    public async Task A_process_can_call_itself()
    {
        var connections = _server.Services.GetRequiredService<MeshConnections>();
        using var http = new HttpClient(connections.Self, disposeHandler: false);

        (await http.GetStringAsync(Address(_server), Ct)).ShouldBe("open");
    }

    [Fact]
    public void Half_a_setting_is_named()
    {
        var options = new MeshOptions { Certificate = _ours.AuthorityFile, Authority = "/nowhere.pem" };

        options.Validate(new(options)).Select(wrong => wrong.ErrorMessage).ShouldBe(
            ["Mesh:Key is missing: certificate, key and authority belong together.", "Mesh:Authority: there is no file '/nowhere.pem'."]);
    }

    private static Uri Address(WebApplication server) =>
        new(server.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/api/v1/probe/open");

    private async Task<string> AskAsync((string, string) certificate, string authority, WebApplication? server = null)
    {
        var (file, key) = certificate;
        using var certificates = new MeshCertificates(Options.Create(
            new MeshOptions { Certificate = file, Key = key, Authority = authority }));
        using var connections = new MeshConnections(certificates);
        using var http = new HttpClient(connections.Others, disposeHandler: false);
        return await http.GetStringAsync(Address(server ?? _server), Ct);
    }

    private async Task<WebApplication> ServeAsync((string File, string Key) certificate, string authority)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = _folder.File(Guid.CreateVersion7().ToString()),
            ["Mesh:Certificate"] = certificate.File,
            ["Mesh:Key"] = certificate.Key,
            ["Mesh:Authority"] = authority,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("https://127.0.0.1:0");
        var catalogue = ServiceCatalogue.Select(ProbeService.Alone, "all", out _);
        builder.AddPlatform(catalogue);
        var app = builder.Build();
        app.UsePlatform(catalogue);
        await app.StartAsync(Ct);
        app.Services.GetRequiredService<SelfAddress>().Uri = new Uri(app.Urls.First());
        return app;
    }
}
