using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>What people do with the API, in one line each.</summary>
public static class Wire
{
    public static async Task<TokenAnswer> LoginAsync(
        this HttpClient client, string email, string password, CancellationToken ct)
    {
        using var response = await client.PostAsJsonAsync(
            "api/v1/auth/login", new LoginRequest(email, password), WireJson.Options, ct);
        return await response.ReadAsync<TokenAnswer>(HttpStatusCode.OK, ct);
    }

    /// <summary>Uploads one file as multipart and returns what the server says of it.</summary>
    public static async Task<UploadedDocument> UploadAsync(
        this HttpClient client,
        string name,
        byte[] content,
        CancellationToken ct,
        string mediaType = "application/octet-stream",
        params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        form.Add(file, "files", name);
        using var response = await client.PostAsync("api/v1/documents/upload", form, ct);
        var answer = await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, ct);
        return Assert.Single(answer.Documents);
    }

    /// <summary>Waits until the document has reached a final state.</summary>
    public static Task<DocumentDto> SettledAsync(
        this HttpClient client, Guid id, CancellationToken ct, TimeSpan? limit = null) =>
        Eventually.ValueAsync(
            () => client.GetAsync<DocumentDto>($"api/v1/documents/{id}", ct),
            document => document.Status is "ready" or "attention" or "quarantined",
            $"a final state of document {id}",
            ct,
            limit);

    /// <summary>Gets JSON; anything but 200 fails with the problem that was answered.</summary>
    public static async Task<T> GetAsync<T>(this HttpClient client, string path, CancellationToken ct)
    {
        using var response = await client.GetAsync(path, ct);
        return await response.ReadAsync<T>(HttpStatusCode.OK, ct);
    }

    public static async Task<T> PostAsync<T>(
        this HttpClient client, string path, object body, HttpStatusCode expected, CancellationToken ct)
    {
        using var response = await client.PostAsJsonAsync(path, body, WireJson.Options, ct);
        return await response.ReadAsync<T>(expected, ct);
    }

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode expected, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct);
        Assert.True(
            response.StatusCode == expected,
            $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery}: "
            + $"{(int)response.StatusCode} instead of {(int)expected}: {body}");
        return JsonSerializer.Deserialize<T>(body, WireJson.Options)!;
    }

    /// <summary>The answer is problem details with this status and code, a trace id and no stack trace.</summary>
    public static async Task<Problem> ShouldBeProblemAsync(
        this HttpResponseMessage response, HttpStatusCode status, string code, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize<Problem>(body, WireJson.Options)!;
        Assert.Equal(code, problem.Code);
        Assert.False(string.IsNullOrEmpty(problem.TraceId), "The problem has no trace id.");
        return problem;
    }
}
