using DigitalDocs.Ai.Local.Classifying;
using DigitalDocs.Ai.Local.Extracting;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local;

/// <summary>Rules and positions of words: needs no key, no network, and no time worth mentioning.</summary>
internal sealed class LocalDocumentAi : IDocumentAi
{
    public const string Version = "1";

    public string Provider => "local";

    public Task<AiAnswer> AnalyzeAsync(AnalysisRequest request, CancellationToken ct)
    {
        var view = new DocumentView(request.Text);
        var found = request.KnownClass is { } known
            ? new DocumentClass(known, null, 1, "person", null)
            : Classifier.Classify(view.Pages);
        ct.ThrowIfCancellationRequested();
        var needsFields = request.Asked.HasFlag(Ask.Fields) || request.Asked.HasFlag(Ask.Summary);
        var fields = needsFields ? FieldReader.Read(view, found.Code, $"{Provider}/{Version}") : null;
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new AiAnswer(new DocumentAnalysis(
            Provider,
            Version,
            request.Asked.HasFlag(Ask.Class) ? found : null,
            request.Asked.HasFlag(Ask.Fields) ? fields : null,
            request.Asked.HasFlag(Ask.Summary) ? Summary.Of(found, fields ?? [], view.Pages.Count) : null,
            request.Asked.HasFlag(Ask.Parts) ? Splitter.Split(view, found) : null)));
    }
}
