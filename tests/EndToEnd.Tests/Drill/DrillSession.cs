using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>
/// A client that does as the documentation says: it repeats what was answered with 503, 429 or not at all, signs in
/// again when its token has expired, and hands every other answer on.
/// </summary>
internal sealed class DrillSession(Installation installation, DemoLogin login, Ledger ledger, Tolerance tolerance) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = installation.CreateClient();

    public string Agency => login.Agency;

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request, made anew for each attempt, until there is an answer other than "later".</summary>
    public async Task<(HttpStatusCode Status, byte[] Body, string? Etag)> SendAsync(
        Func<HttpRequestMessage> make, CancellationToken ct)
    {
        while (true)
        {
            if (_http.DefaultRequestHeaders.Authorization is null)
            {
                await SignInAsync(ct);
            }

            if (await TryAsync(make, ct) is { } answer)
            {
                return answer;
            }
        }
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken ct)
    {
        var (status, body, _) = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), ct);
        return status == HttpStatusCode.OK
            ? JsonSerializer.Deserialize<T>(body, WireJson.Options)!
            : throw new InvalidOperationException($"GET {path}: {status} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    private async Task SignInAsync(CancellationToken ct)
    {
        while (true)
        {
            if (await TryAsync(
                () => new HttpRequestMessage(HttpMethod.Post, "api/v1/auth/login")
                {
                    Content = JsonContent.Create(new LoginRequest(login.Email, login.Password), options: WireJson.Options),
                },
                ct) is { } answer)
            {
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                var token = JsonSerializer.Deserialize<TokenAnswer>(answer.Body, WireJson.Options)!.AccessToken;
                _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return;
            }
        }
    }

    /// <returns>Null when the same is to be sent again.</returns>
    private async Task<(HttpStatusCode Status, byte[] Body, string? Etag)?> TryAsync(
        Func<HttpRequestMessage> make, CancellationToken ct)
    {
        using var request = make();
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Unanswered(request, exception);
            await Task.Delay(200, ct);
            return null;
        }

        using var owned = response;
        try
        {
            return await ReadAsync(response, ct);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            BrokenOff(request, exception);
            return null;
        }
    }

    // The head had come: HTTP has no other way to say that the rest cannot.
    private void BrokenOff(HttpRequestMessage request, Exception exception)
    {
        ledger.Count("answer broken off");
        if (!tolerance.BrokenAnswers)
        {
            ledger.Undocumented.Enqueue($"the answer to {request.Method} {request.RequestUri!.AbsolutePath} broke off: {exception.Message}");
        }
    }

    private void Unanswered(HttpRequestMessage request, Exception exception)
    {
        if (exception is HttpRequestException && tolerance.CutConnections())
        {
            ledger.Count("connection cut by a killed gateway");
        }
        else
        {
            ledger.Undocumented.Enqueue(
                $"no answer to {request.Method} {request.RequestUri!.AbsolutePath}: {exception.GetType().Name} {exception.Message}"
                + $" {exception.InnerException?.Message}");
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Body, string? Etag)?> ReadAsync(
        HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            ledger.Count($"{(int)response.StatusCode}");
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct), response.Headers.ETag?.ToString());
        }

        if (await DocumentedErrors.CheckAsync(response, ct) is { } undocumented)
        {
            ledger.Undocumented.Enqueue(undocumented);
        }

        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var code = TryCode(body);
        ledger.Count($"{(int)response.StatusCode} {code}");
        if (code is "token_expired" or "session_ended")
        {
            _http.DefaultRequestHeaders.Authorization = null;
            return null;
        }

        if ((int)response.StatusCode is 503 or 429 or >= 500 || code is "still_running")
        {
            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(300);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, ct);
            return null;
        }

        return (response.StatusCode, body, null);
    }

    private static string? TryCode(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Contracts.Http.Problem>(body, WireJson.Options)?.Code;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a client takes without calling it an error of the server.</summary>
/// <param name="CutConnections">Connections may end without an answer now, because a gateway was killed.</param>
/// <param name="BrokenAnswers">An answer may break off after its head.</param>
internal sealed record Tolerance(Func<bool> CutConnections, bool BrokenAnswers)
{
    public static readonly Tolerance None = new(() => false, false);
}
