using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Http;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ai;

/// <summary>Which provider is asked first; the local one always stands by.</summary>
internal sealed record FirstProvider(IDocumentAi Ai);

/// <summary>Asks the chosen provider, the local one when that cannot answer, and writes each call down.</summary>
internal sealed class Analyst(
    FirstProvider first, LocalDocumentAi local, AiDb db, Caller caller, TimeProvider clock, ILogger<Analyst> log)
{
    /// <summary>The answer; the call is added to the ledger and written with the caller's next save.</summary>
    public async Task<DocumentAnalysis> AskAsync(
        AnalysisRequest request, string purpose, Guid? documentId, int? version, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var outcome = "ok";
        AiAnswer answer;
        try
        {
            answer = await first.Ai.AnalyzeAsync(request, ct);
        }
        catch (DocumentAiException e) when (first.Ai != local)
        {
            log.FellBack(first.Ai.Provider, e.Code);
            outcome = "fallback:" + e.Code;
            answer = await local.AnalyzeAsync(request, ct);
        }

        db.Calls.Add(new AiCall
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            At = clock.GetUtcNow(),
            Actor = caller.Actor,
            Purpose = purpose,
            DocumentId = documentId,
            Version = version,
            TextSha256 = Hash(request.Text),
            Provider = answer.Analysis.Provider,
            Model = answer.Analysis.Model,
            Milliseconds = (int)clock.GetElapsedTime(began).TotalMilliseconds,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
            Outcome = outcome,
        });
        return answer.Analysis;
    }

    /// <summary>A call that no provider could answer.</summary>
    public void RecordFailure(string purpose, Guid? documentId, int? version, DocumentText text) =>
        db.Calls.Add(new AiCall
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            At = clock.GetUtcNow(),
            Actor = caller.Actor,
            Purpose = purpose,
            DocumentId = documentId,
            Version = version,
            TextSha256 = Hash(text),
            Provider = first.Ai.Provider,
            Model = "",
            Outcome = "failed:unexpected",
        });

    private static string Hash(DocumentText text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var page in text.Pages)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(page.Text));
            hash.AppendData("\f"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
