using System.Text.Json;
using System.Text.Json.Nodes;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DigitalDocs.Services.Tests.Ai;

/// <summary>The Messages API at HTTP level: answers what the test says, and keeps what it was sent.</summary>
internal sealed class MessagesApi : IDisposable
{
    private const string Scenario = "answers";
    private readonly WireMockServer _server = WireMockServer.Start();
    private int _answers;

    public string Url => _server.Url!;

    public int Calls => _server.LogEntries.Count;

    public static JsonObject DeedAnswer => JsonNode.Parse(
        """
        { "class": "deed", "subclass": null, "confidence": 0.97, "runnerUp": "deedOfTrust", "summary": "A warranty deed.",
          "fields": [
            { "name": "executionDate", "value": "2024-05-03", "role": null, "page": 1, "quote": "3rd day of May, 2024", "confidence": 0.95 },
            { "name": "consideration", "value": "250000.00", "role": null, "page": 1, "quote": "$250,000.00", "confidence": 0.95 },
            { "name": "grantor", "value": "Alder Holdings LLC", "role": "grantor", "page": 2, "quote": "Alder Holdings LLC", "confidence": 0.95 },
            { "name": "grantee", "value": "Birch Homes, Inc.", "role": "grantee", "page": 1, "quote": "Birch Homes, Inc.", "confidence": 0.95 } ],
          "parts": [ { "fromPage": 1, "toPage": 1, "class": "deed", "confidence": 0.97 } ] }
        """)!.AsObject();

    public JsonNode Request(int index = 0) => JsonNode.Parse(_server.LogEntries.ElementAt(index).RequestMessage!.Body!)!;

    public IDictionary<string, string> RequestHeaders() => _server.LogEntries.ElementAt(0).RequestMessage!.Headers!
        .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>The next answer; the last one is repeated.</summary>
    public MessagesApi Then(IResponseBuilder answer)
    {
        var mapping = _server.Given(WireMock.RequestBuilders.Request.Create().WithPath("/v1/messages").UsingPost()).InScenario(Scenario);
        if (_answers > 0)
        {
            mapping = mapping.WhenStateIs($"{_answers}");
        }

        mapping.WillSetStateTo($"{++_answers}").RespondWith(answer);
        _server.Given(WireMock.RequestBuilders.Request.Create().WithPath("/v1/messages").UsingPost())
            .InScenario(Scenario).WhenStateIs($"{_answers}").AtPriority(100).RespondWith(answer);
        return this;
    }

    public MessagesApi Answers(JsonObject answer, string stopReason = "end_turn") => Answers(answer.ToJsonString(), stopReason);

    public MessagesApi Answers(string text, string stopReason = "end_turn") => Then(Response.Create()
        .WithStatusCode(200)
        .WithHeader("Content-Type", "application/json")
        .WithBody(JsonSerializer.Serialize(new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            model = "claude-test",
            content = new[] { new { type = "text", text } },
            stop_reason = stopReason,
            stop_sequence = (string?)null,
            usage = new { input_tokens = 1200, output_tokens = 300 },
        })));

    public MessagesApi Refuses(int status, string type, string message, string? retryAfter = null)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json")
            .WithBody(JsonSerializer.Serialize(new { type = "error", error = new { type, message } }));
        return Then(retryAfter is null ? answer : answer.WithHeader("retry-after", retryAfter));
    }

    public void Dispose() => _server.Dispose();
}
