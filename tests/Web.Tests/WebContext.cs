using System.Net;
using System.Text;
using Bunit;
using DigitalDocs.Web.State;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace DigitalDocs.Web.Tests;

/// <summary>The app's services over a server that is faked at the HTTP level.</summary>
public abstract class WebContext : BunitContext, IAsyncLifetime
{
    protected WebContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddWebApp(_ => new HttpClient(Server) { BaseAddress = new Uri("http://localhost/") });
    }

    internal FakeServer Server { get; } = new();

    public ValueTask InitializeAsync()
    {
        Render<MudPopoverProvider>();
        return ValueTask.CompletedTask;
    }

    /// <summary>Signs a person in who may do this and nothing else.</summary>
    protected void SignIn(params string[] permissions)
    {
        const string Person = """
            "user":{"id":"0190aaaa-0000-7000-8000-000000000002","name":"Dana Ortiz","email":"dana@example.com"},
            "agency":{"id":"0190aaaa-0000-7000-8000-0000000000a1","name":"Harbor","roles":["agencyAdmin"]}
            """;
        JSInterop.SetupModule("./js/session.js").Setup<JsAnswer>("resume").SetResult(new JsAnswer(
            200, $$"""{"accessToken":"t","tokenType":"Bearer","expiresIn":900,"refreshToken":null,{{Person}}}"""));
        Server.Answers(
            "GET /api/v1/auth/me", $$"""{ {{Person}},"agencies":[],"permissions":[{{string.Join(',', permissions.Select(name => $"\"{name}\""))}}]}""");
        Services.GetRequiredService<Session>().StartAsync().IsCompletedSuccessfully.ShouldBeTrue();
    }

    /// <summary>MudBlazor's services can only be disposed asynchronously.</summary>
    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Answers by method and path; keeps what was asked.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Body)> _answers = [];

    public List<(string Request, string Body, string? IfMatch)> Asked { get; } = [];

    public void Answers(string request, string body, HttpStatusCode status = HttpStatusCode.OK) =>
        _answers[request] = (status, body);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var name = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        var sent = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(ct);
        Asked.Add((name, sent, request.Headers.TryGetValues("If-Match", out var tags) ? tags.Single() : null));
        var (status, body) = _answers.TryGetValue(name, out var known)
            ? known
            : (HttpStatusCode.NotFound, """{"title":"Not found","status":404,"code":"not_found","traceId":"t-404"}""");
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        answer.Headers.TryAddWithoutValidation("ETag", "\"7\"");
        return answer;
    }
}
