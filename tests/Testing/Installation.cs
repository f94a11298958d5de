using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>How an installation is laid out.</summary>
public enum Shape
{
    OneProcess,
    FourProcesses,
    OneProcessOnPostgres,
}

/// <summary>A line of <c>demo-logins.json</c>.</summary>
public sealed record DemoLogin(string Agency, string Email, string Password, string Role);

/// <summary>A running installation of the built program, with the demo's people and an empty document store.</summary>
public sealed class Installation : IAsyncDisposable
{
    private static readonly string[][] Split =
        [["auth", "users", "authorization"], ["documents", "storage", "search"], ["ocr", "ai"], ["gateway"]];

    private readonly TempFolder _folder = new();
    private readonly Shape _shape;
    private readonly IReadOnlyList<string> _settings;
    private readonly List<DigitalDocsProcess> _processes = [];
    private readonly int[] _ports = [.. Enumerable.Range(0, Split.Length).Select(_ => FreePort())];
    private PostgresDatabase? _postgres;

    private Installation(Shape shape, IReadOnlyList<string> settings)
    {
        (_shape, _settings) = (shape, settings);
    }

    /// <summary>Where people reach it.</summary>
    public Uri Address => new($"http://localhost:{_ports[^1]}");

    public string DataFolder => _folder.File("data");

    public IReadOnlyList<DemoLogin> Logins { get; private set; } = [];

    public IReadOnlyList<DigitalDocsProcess> Processes => _processes;

    public static async Task<Installation> StartAsync(Shape shape, CancellationToken ct, params string[] settings)
    {
        var installation = new Installation(shape, settings);
        try
        {
            await installation.PrepareAsync(ct);
            await installation.RunAsync(ct);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the stopped or killed processes again on the same data and addresses.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _processes.Clear();
        string[][] groups = _shape == Shape.FourProcesses ? Split : [["all"]];
        for (var i = 0; i < groups.Length; i++)
        {
            var port = groups.Length == 1 ? _ports[^1] : _ports[i];
            _processes.Add(await DigitalDocsProcess.StartAsync(
                [
                    "--target", string.Join(',', groups[i]), "--urls", $"http://localhost:{port}",
                    .. CommonSettings(), .. Elsewhere(groups, i),
                ],
                ct));
        }
    }

    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            Assert.Equal(0, await process.StopAsync(ct));
        }
    }

    public async Task KillAsync() => await Task.WhenAll(_processes.Select(process => process.KillAsync()));

    /// <summary>Signs in as a role of the first or second agency.</summary>
    public async Task<(HttpClient Client, TokenAnswer Answer)> SignInAsync(string role, CancellationToken ct, int agency = 0)
    {
        var name = Logins.Select(login => login.Agency).Distinct().ElementAt(agency);
        var login = Logins.First(login => login.Agency == name && login.Role == role);
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        var answer = await client.LoginAsync(login.Email, login.Password, ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        return (client, answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        if (_shape == Shape.OneProcessOnPostgres)
        {
            _postgres = await PostgresDatabase.CreateAsync(ct);
        }

        Directory.CreateDirectory(DataFolder);

        // The mark of finished demo records: tests bring their own documents.
        var logins = Path.Combine(DataFolder, "demo-logins.json");
        await File.WriteAllTextAsync(logins + ".records", "", ct);
        var (exitCode, output, errors) = await DigitalDocsProcess.RunAsync(["demo", .. CommonSettings()], ct);
        Assert.True(exitCode == 0, $"digitaldocs demo ended with {exitCode}:\n{output}\n{errors}");
        Logins = JsonSerializer.Deserialize<List<DemoLogin>>(
            await File.ReadAllTextAsync(logins, ct), JsonSerializerOptions.Web)!;
    }

    private IEnumerable<string> CommonSettings()
    {
        yield return "--data";
        yield return DataFolder;
        yield return "--Edge:LogFormat=plain";
        if (_postgres is not null)
        {
            yield return "--Data:Provider=postgres";
            yield return $"--Data:ConnectionString={_postgres.ConnectionString}";
        }

        foreach (var setting in _settings)
        {
            yield return setting;
        }
    }

    private IEnumerable<string> Elsewhere(string[][] groups, int here) =>
        from other in Enumerable.Range(0, groups.Length)
        where other != here
        from service in groups[other]
        select $"--Services:{service}:Url=http://localhost:{_ports[other]}";
}
