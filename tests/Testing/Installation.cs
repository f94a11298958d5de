using System.Net.Http.Headers;
using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>A line of <c>demo-logins.json</c>.</summary>
public sealed record DemoLogin(string Agency, string Email, string Password, string Role);

/// <summary>A running installation of the built program, with the demo's people and an empty document store.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lineup _lineup;
    private readonly IReadOnlyList<string> _settings;
    private InstallationStores? _stores;
    private GatewayWatch? _gateways;

    private Installation(Lineup lineup, InstallationStores? stores, IReadOnlyList<string> settings)
    {
        (_lineup, _stores, _settings) = (lineup, stores, settings);
    }

    /// <summary>Where people reach it; with two gateways the first of them.</summary>
    public Uri Address => Gateways[0];

    public IReadOnlyList<Uri> Gateways => [.. Places.Where(place => place.IsEdge).Select(place => place.Address)];

    public string DataFolder => _folder.File("data");

    public IReadOnlyList<DemoLogin> Logins { get; private set; } = [];

    /// <summary>Where processes run, those with the gateway last.</summary>
    public IReadOnlyList<InstallationProcess> Places { get; private set; } = [];

    public IReadOnlyList<DigitalDocsProcess> Processes => [.. Places.Select(place => place.Process)];

    /// <summary>Settings that every process and command has.</summary>
    public IReadOnlyList<string> Settings => ["--data", DataFolder, "--Edge:LogFormat=plain", .. _stores!.Settings, .. _settings];

    public static Task<Installation> StartAsync(Lineup lineup, CancellationToken ct, params string[] settings) =>
        StartAsync(lineup, null, ct, settings);

    /// <param name="stores">Stores of the test's own, removed with the installation; null for those that are shared.</param>
    public static async Task<Installation> StartAsync(
        Lineup lineup, InstallationStores? stores, CancellationToken ct, params string[] settings)
    {
        var installation = new Installation(lineup, stores, settings);
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

    /// <summary>Starts all processes, or those that stopped, on the same data and addresses.</summary>
    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(Places.Where(place => !place.IsRunning).Select(place => place.StartAsync(ct)));

    public async Task StopAsync(CancellationToken ct)
    {
        var codes = await Task.WhenAll(Places.Where(place => place.IsRunning).Select(place => place.StopAsync(ct)));
        Assert.All(codes, code => Assert.Equal(0, code));
    }

    public async Task KillAsync() => await Task.WhenAll(Places.Select(place => place.KillAsync()));

    /// <summary>A client that is not signed in; it uses every gateway that is ready.</summary>
    public HttpClient CreateClient() => new(new AnyGateway(_gateways!))
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Signs in as a role of the first or second agency.</summary>
    public async Task<(HttpClient Client, TokenAnswer Answer)> SignInAsync(string role, CancellationToken ct, int agency = 0)
    {
        var name = Logins.Select(login => login.Agency).Distinct().ElementAt(agency);
        var login = Logins.First(login => login.Agency == name && login.Role == role);
        var client = CreateClient();
        var answer = await client.LoginAsync(login.Email, login.Password, ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        return (client, answer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateways is not null)
        {
            await _gateways.DisposeAsync();
        }

        foreach (var place in Places)
        {
            await place.DisposeAsync();
        }

        if (_stores is not null)
        {
            await _stores.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        _stores ??= await InstallationStores.SharedAsync(_lineup.Stores, ct);
        Places = LayOut();
        _gateways = new GatewayWatch(Gateways);
        Directory.CreateDirectory(DataFolder);

        // The mark of finished demo records: tests bring their own documents.
        var logins = Path.Combine(DataFolder, "demo-logins.json");
        await File.WriteAllTextAsync(logins + ".records", "", ct);
        var (exitCode, output, errors) = await DigitalDocsProcess.RunAsync(["demo", .. Settings], ct, binary: _lineup.Before);
        Assert.True(exitCode == 0, $"digitaldocs demo ended with {exitCode}:\n{output}\n{errors}");
        Logins = JsonSerializer.Deserialize<List<DemoLogin>>(
            await File.ReadAllTextAsync(logins, ct), JsonSerializerOptions.Web)!;
    }

    private List<InstallationProcess> LayOut()
    {
        var addresses = _lineup.Groups.Select(_ => Enumerable.Range(0, _lineup.Copies)
            .Select(_ => new Uri($"http://localhost:{Ports.Free()}")).ToList()).ToList();
        return
        [
            .. from kind in Enumerable.Range(0, addresses.Count)
               from copy in Enumerable.Range(0, _lineup.Copies)
               select new InstallationProcess(
                   _lineup.Groups[kind], copy, addresses[kind][copy], [.. Settings, .. Elsewhere(addresses, kind), .. Drains()],
                   _lineup.Before),
        ];
    }

    private IEnumerable<string> Drains() => _lineup.Copies > 1 ? ["--Edge:DrainFor=00:00:03"] : [];

    private IEnumerable<string> Elsewhere(List<List<Uri>> addresses, int here) =>
        from kind in Enumerable.Range(0, addresses.Count)
        where kind != here
        from service in _lineup.Groups[kind]
        select $"--Services:{service}:Url={string.Join(';', addresses[kind])}";
}
