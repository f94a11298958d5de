using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Claude;

/// <summary>
/// Asks Claude through the Messages API. No tools, an answer bound to a schema, values checked against the pages; an
/// answer that breaks the schema is asked for once more.
/// </summary>
internal sealed class ClaudeDocumentAi : IDocumentAi, IDisposable
{
    private const int MostTokens = 16_000;
    private readonly ClaudeOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly AnthropicClient _client;

    public ClaudeDocumentAi(ClaudeOptions options, string? apiKey, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _http = new HttpClient(new RetryingHandler(options, clock) { InnerHandler = new SocketsHttpHandler() })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var settings = new ClientOptions { HttpClient = _http, ApiKey = apiKey, MaxRetries = 0, Timeout = Timeout.InfiniteTimeSpan };
        if (options.BaseUrl is { Length: > 0 } url)
        {
            settings.BaseUrl = url;
        }

        _client = new AnthropicClient(settings);
    }

    public string Provider => "claude";

    private string Model => $"{_options.Model}/{ClaudePrompt.Version}";

    public async Task<AiAnswer> AnalyzeAsync(AnalysisRequest request, CancellationToken ct)
    {
        var view = new DocumentView(request.Text);
        var document = ClaudePrompt.Document(request, _options.MostCharacters);
        var pages = Math.Max(1, request.Text.Pages.Count);
        List<MessageParam> messages = [new UserMessageParam(document)];
        long input = 0, output = 0;
        for (var attempt = 0; ; attempt++)
        {
            var message = await SendAsync(messages, ct);
            input += message.Usage.InputTokens;
            output += message.Usage.OutputTokens;
            var text = TextOf(message);
            if (ClaudeAnswer.Read(text, pages, out var problem) is { } answer)
            {
                return new AiAnswer(Analysis(answer, request, view, pages), input, output);
            }

            if (attempt > 0)
            {
                throw new DocumentAiException("Claude's answer does not have the agreed form.") { Code = "invalid_output" };
            }

            messages = [new UserMessageParam(document), new AssistantMessageParam(text.Length == 0 ? "{}" : text),
                new UserMessageParam($"That cannot be used. {problem} Answer again with the whole JSON.")];
        }
    }

    public void Dispose() => _http.Dispose();

    private DocumentAnalysis Analysis(ClaudeAnswer answer, AnalysisRequest request, DocumentView view, int pages)
    {
        var asked = request.Asked;
        var found = request.KnownClass is { } known
            ? new DocumentClass(known, null, 1, "person", null)
            : new DocumentClass(answer.Class, answer.Subclass, Math.Round(answer.Confidence, 3), "ai", RunnerUp(answer));
        var model = $"{Provider}/{Model}";
        var parts = answer.Parts.Count > 0
            ? answer.Parts.Select(p => new DocumentPart(p.FromPage, p.ToPage, new ClassGuess(p.Class, p.Confidence))).ToList()
            : [new DocumentPart(1, pages, new ClassGuess(found.Code, found.Confidence))];
        return new DocumentAnalysis(
            Provider,
            Model,
            asked.HasFlag(Ask.Class) ? found : null,
            asked.HasFlag(Ask.Fields) ? ClaudeFields.Of(answer with { Class = found.Code }, view, model) : null,
            asked.HasFlag(Ask.Summary) ? answer.Summary : null,
            asked.HasFlag(Ask.Parts) ? parts : null);
    }

    private static ClassGuess? RunnerUp(ClaudeAnswer answer) => answer.RunnerUp == answer.Class
        ? null
        : new ClassGuess(answer.RunnerUp, Math.Round(Math.Max(0, (1 - answer.Confidence) * 0.6), 3));

    private async Task<Message> SendAsync(List<MessageParam> messages, CancellationToken ct)
    {
        var parameters = new MessageCreateParams
        {
            Model = _options.Model,
            MaxTokens = MostTokens,
            System = new List<TextBlockParam>
            {
                new(ClaudePrompt.System) { CacheControl = new CacheControlEphemeral() },
            },
            OutputConfig = new OutputConfig { Format = new JsonOutputFormat { Schema = ClaudePrompt.Schema } },
            Messages = messages,
        };
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await _client.Messages.Create(parameters, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new DocumentAiException("Claude took too long.", e) { Code = "timeout", MayPass = true };
        }
        catch (AnthropicApiException e)
        {
            throw Refused(e);
        }
        catch (Exception e) when (e is AnthropicException or HttpRequestException or IOException or JsonException)
        {
            throw new DocumentAiException("Claude could not be reached.", e) { Code = "unreachable", MayPass = true };
        }
    }

    private static DocumentAiException Refused(AnthropicApiException e)
    {
        var status = (int)e.StatusCode;
        var (code, mayPass) = status switch
        {
            _ when SpendLimit.Says(e.ResponseBody ?? "") || status == 402 => ("spend_limit", false),
            400 or 422 => ("bad_request", false),
            401 or 403 => ("unauthorized", false),
            413 => ("too_large", false),
            429 => ("rate_limited", true),
            529 => ("overloaded", true),
            _ => ("unavailable", true),
        };
        return new DocumentAiException($"Claude answered {status}.", e) { Code = code, MayPass = mayPass };
    }

    /// <summary>The answer's text, when it came to its end.</summary>
    private static string TextOf(Message message)
    {
        var reason = message.StopReason?.Raw();
        if (reason is "refusal")
        {
            throw new DocumentAiException("Claude declined to answer.") { Code = "refused" };
        }

        if (reason is "max_tokens" or "model_context_window_exceeded")
        {
            throw new DocumentAiException("The document is too long for one answer.") { Code = "too_long" };
        }

        return string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));
    }
}
