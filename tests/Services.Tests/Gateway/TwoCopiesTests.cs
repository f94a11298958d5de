using System.Globalization;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Gateway;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Gateway;

/// <summary>Two gateways on the same stores: whoever is connected to either hears everything.</summary>
public sealed class TwoCopiesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Both_copies_tell_what_happened_and_either_goes_on_where_the_other_stopped() =>
        BothTellAsync(new Dictionary<string, string?>());

    [Fact]
    public Task Also_with_redis_between_them() => BothTellAsync(new Dictionary<string, string?>
    {
        ["Cache:Provider"] = "redis",
        ["Cache:ConnectionString"] = Require.Engine("redis"),
        ["Cache:Prefix"] = "gateway-" + Guid.CreateVersion7().ToString("N")[..8],
    });

    private static async Task BothTellAsync(Dictionary<string, string?> configuration)
    {
        using var folder = new TempFolder();
        var settings = new AppSettings { DataFolder = folder.Path, Configuration = configuration };
        await using var one = await StartAsync(settings);
        await using var other = await StartAsync(settings);
        var agency = Guid.CreateVersion7();
        string[] may = [Permissions.DocumentsView, Permissions.RecordsAll];
        using var here = await Stream.OpenAsync(one.Person(agency, may).Client, after: null);
        using var there = await Stream.OpenAsync(other.Person(agency, may).Client, after: null);

        var first = await TellAsync(one, agency);
        var (number, document) = await here.NextAsync();
        document.ShouldBe(first);
        (await there.NextAsync()).ShouldBe((number, first));

        var second = await TellAsync(other, agency);
        (await there.NextAsync()).Document.ShouldBe(second);
        using var goneOver = await Stream.OpenAsync(other.Person(agency, may).Client, after: number);
        (await goneOver.NextAsync()).Document.ShouldBe(second);
    }

    [Fact]
    public async Task A_copy_that_stops_ends_its_streams_instead_of_waiting_for_them()
    {
        var gateway = await StartAsync(new AppSettings());
        using var stream = await Stream.OpenAsync(gateway.Person(null, Permissions.DocumentsView).Client, after: null);

        await gateway.DisposeAsync();

        await stream.EndAsync();
    }

    private static Task<DigitalDocsApp> StartAsync(AppSettings settings) =>
        DigitalDocsApp.StartAsync([ServiceEntry.Of<GatewayService>()], "all", settings, Ct);

    private static async Task<Guid> TellAsync(DigitalDocsApp app, Guid agency)
    {
        var id = Guid.CreateVersion7();
        var state = new DocumentState(
            id, agency, 1, 1, "a.pdf", "application/pdf", 1, "ready", null, 1, null, [], null, null, id, id, "", DateTimeOffset.UnixEpoch,
            null, []);
        await app.UseAsync<GatewayDb, int>(agency, db =>
        {
            db.Publish(new DocumentAvailable(id, agency, state));
            return db.SaveChangesAsync(Ct);
        });
        return id;
    }

    private sealed class Stream(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public static async Task<Stream> OpenAsync(HttpClient client, long? after)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
            if (after is { } last)
            {
                request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
            }

            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            response.EnsureSuccessStatusCode();
            return new Stream(response, new StreamReader(await response.Content.ReadAsStreamAsync(Ct)));
        }

        public async Task<(long Number, Guid Document)> NextAsync()
        {
            var number = 0L;
            while (true)
            {
                var line = await reader.ReadLineAsync(Ct) ?? throw new EndOfStreamException();
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    number = long.Parse(line[4..], CultureInfo.InvariantCulture);
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    using var data = System.Text.Json.JsonDocument.Parse(line[6..]);
                    return (number, data.RootElement.GetProperty("documentId").GetGuid());
                }
            }
        }

        public async Task EndAsync()
        {
            try
            {
                while (await reader.ReadLineAsync(Ct) is not null)
                {
                }
            }
            catch (IOException)
            {
                // Cut off in the middle of a chunk: ended all the same.
                return;
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
