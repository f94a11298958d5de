using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Demo;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http.Tokens;
using DigitalDocs.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>Whatever is sent, the answer is a clear refusal and nothing is lost.</summary>
public sealed class BadInputTests(OneProcess fixture) : IClassFixture<OneProcess>, IAsyncLifetime
{
    private static readonly byte[] SmallPdf = DemoDocuments.MakeOne("deed", 3).Pdf;

    private Installation Installation => fixture.Installation;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{ "email": "a@b.example", "password": """, "invalid_json")]
    [InlineData("""{ "email": "a@b.example", "password": "x", "admin": true }""", "invalid_json")]
    [InlineData("""{ "email": "a@b.example" }""", "validation_failed")]
    [InlineData("""{ "email": 7, "password": "x" }""", "invalid_json")]
    public async Task A_body_that_cannot_be_used_is_refused(string body, string code)
    {
        using var client = new HttpClient { BaseAddress = Installation.Address };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("api/v1/auth/login", content, Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code, Ct);
    }

    [Fact]
    public async Task A_body_of_another_content_type_is_refused()
    {
        using var client = new HttpClient { BaseAddress = Installation.Address };
        using var content = new StringContent("email=a", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await client.PostAsync("api/v1/auth/login", content, Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", Ct);
    }

    [Fact]
    public async Task A_declared_body_of_two_gigabytes_is_refused_before_it_is_sent()
    {
        var (client, signedIn) = await Installation.SignInAsync("escrowOfficer", Ct);
        client.Dispose();
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", Installation.Address.Port, Ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/documents/upload?name=big.pdf HTTP/1.1\r\nHost: localhost:{Installation.Address.Port}\r\n"
            + $"Authorization: Bearer {signedIn.AccessToken}\r\nContent-Type: application/pdf\r\n"
            + $"Content-Length: {2L << 30}\r\nConnection: close\r\n\r\n"), Ct);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ct);

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("\"code\":\"too_large\"");
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var (client, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        using var owned = client;

        using var response = await UploadAsync(client, "empty.pdf", []);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "empty_file", Ct);
    }

    [Fact]
    public async Task A_refused_file_does_not_keep_the_others_out()
    {
        var (client, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        using var owned = client;
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([]), "files", "empty.pdf" },
            { new ByteArrayContent(DemoDocuments.MakeOne("deed", 77).Pdf), "files", "deed.pdf" },
        };

        using var response = await client.PostAsync("api/v1/documents/upload", form, Ct);

        var documents = (await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct)).Documents;
        documents.Select(document => document.Status == "refused").ShouldBe([true, false]);
        documents[0].Problem!.Code.ShouldBe("empty_file");
        documents[0].Id.ShouldBeNull();
    }

    [Fact]
    public async Task File_names_of_every_naughty_string_survive_the_round_trip_or_are_refused()
    {
        var list = Path.Combine(SharedData.Require("hostile/blns"), "blns.json");
        Assert.SkipUnless(File.Exists(list), "the list of naughty strings is not on this machine");
        var names = JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(list, Ct))!.Distinct().ToList();
        var (client, _) = await Installation.SignInAsync("coordinator", Ct);
        using var owned = client;

        foreach (var name in names)
        {
            using var content = new ByteArrayContent(SmallPdf);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            using var response = await client.PostAsync(
                $"api/v1/documents/upload?onDuplicate=keep&name={Uri.EscapeDataString(name)}", content, Ct);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                ((int)response.StatusCode).ShouldBeInRange(400, 422, name);
                continue;
            }

            var id = (await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct)).Documents[0].Id;
            using var original = await client.GetAsync($"api/v1/documents/{id}/content", Ct);
            original.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            (await original.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(SmallPdf);
        }

        Installation.Processes.ShouldAllBe(process => !process.HasExited);
    }

    [Theory]
    [InlineData("api/v1/documents/%00", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/documents/no-id", HttpStatusCode.NotFound)]
    [InlineData("api/v1/documents?cursor=bm90LW91cnM", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/documents?limit=-1", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/documents/01990000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("api/v1/documents/01990000-0000-7000-8000-000000000000/pages/-1.png", HttpStatusCode.NotFound)]
    [InlineData("api/v1/search/documents?q=date:2024-13", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/search/documents?q=a&cursor=forged", HttpStatusCode.BadRequest)]
    public async Task What_is_asked_wrongly_is_refused(string path, HttpStatusCode expected)
    {
        var (client, _) = await Installation.SignInAsync("agencyAdmin", Ct);
        using var owned = client;

        using var response = await client.GetAsync(path, Ct);

        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_refused()
    {
        // Of the agency whose queue is not full of files with naughty names.
        var (client, _) = await Installation.SignInAsync("agencyAdmin", Ct, agency: 1);
        using var owned = client;
        var uploaded = await client.UploadAsync("deed.pdf", DemoDocuments.MakeOne("deed", 78).Pdf, Ct);
        await client.SettledAsync(uploaded.Id!.Value, Ct);

        using var negative = await client.GetAsync($"api/v1/documents/{uploaded.Id}/pages/-1.png", Ct);
        await negative.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        using var beyond = await client.GetAsync($"api/v1/documents/{uploaded.Id}/pages/999.png", Ct);
        await beyond.ShouldBeProblemAsync(HttpStatusCode.NotFound, "no_such_page", Ct);
    }

    [Fact]
    public async Task A_NUL_byte_in_JSON_is_refused_or_kept_as_text()
    {
        using var client = new HttpClient { BaseAddress = Installation.Address };
        using var content = new StringContent(
            """{ "email": "a\u0000@b.example", "password": "x\u0000" }""", Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("api/v1/auth/login", content, Ct);

        ((int)response.StatusCode).ShouldBeInRange(400, 422);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_expired_token_is_refused_as_such_and_an_altered_one_as_invalid()
    {
        var (client, signedIn) = await Installation.SignInAsync("agent", Ct);
        client.Dispose();
        var altered = signedIn.AccessToken[..^20] + (signedIn.AccessToken[^20] == 'A' ? 'B' : 'A') + signedIn.AccessToken[^19..];

        (await AskAsync(altered)).Code.ShouldBe("token_invalid");
        (await AskAsync(ExpiredToken(signedIn.User.Id, signedIn.Agency.Id))).Code.ShouldBe("token_expired");
    }

    [Fact]
    public async Task The_eleventh_attempt_at_a_password_has_to_wait()
    {
        var login = Installation.Logins.Last(login => login.Role == "auditor");
        using var client = new HttpClient { BaseAddress = Installation.Address };
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var wrong = await AttemptAsync(client, login.Email);
            new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }.ShouldContain(wrong.StatusCode);
        }

        using var eleventh = await AttemptAsync(client, login.Email);

        await eleventh.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts", Ct);
        eleventh.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static async Task<HttpResponseMessage> AttemptAsync(HttpClient client, string email)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(new { email, password = "not the password" }), Encoding.UTF8, "application/json");
        return await client.PostAsync("api/v1/auth/login", content, Ct);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", name } };
        return await client.PostAsync("api/v1/documents/upload", form, Ct);
    }

    private async Task<Problem> AskAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = Installation.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync("api/v1/documents", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        return JsonSerializer.Deserialize<Problem>(await response.Content.ReadAsStringAsync(Ct), JsonSerializerOptions.Web)!;
    }

    // Signed by the installation's own key, an hour ago: only its age is wrong.
    private string ExpiredToken(Guid user, Guid agency)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", Installation.DataFolder)]);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1)));
        builder.AddCrypto();
        builder.Services.AddSingleton<TokenMinter>();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<TokenMinter>().AccessToken(
            user, "Agent", agency, Guid.CreateVersion7(), ["agent"], ["pwd"], TimeProvider.System.GetUtcNow().AddHours(-1));
    }
}
