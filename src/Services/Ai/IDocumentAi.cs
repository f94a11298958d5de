using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ai;

/// <summary>What is asked of a document.</summary>
[Flags]
internal enum Ask
{
    Class = 1,
    Fields = 2,
    Summary = 4,
    Parts = 8,
    Everything = Class | Fields | Summary | Parts,
}

/// <param name="KnownClass">The class where the caller knows it: it is then taken as given.</param>
internal sealed record AnalysisRequest(DocumentText Text, Ask Asked = Ask.Everything, string? KnownClass = null);

/// <param name="InputTokens">What the provider counts, where it does.</param>
internal sealed record AiAnswer(DocumentAnalysis Analysis, long? InputTokens = null, long? OutputTokens = null);

/// <summary>
/// Says what a document is and what stands in it. Document text is data: nothing in it changes what is asked.
/// Every value's evidence quotes words that stand on the page, with a box around just those words; a value that is not
/// found on a page has no evidence and a confidence below one half. Members that were not asked for are null.
/// </summary>
internal interface IDocumentAi
{
    /// <summary><c>local</c> or <c>claude</c>.</summary>
    string Provider { get; }

    /// <exception cref="DocumentAiException">The provider cannot answer; says whether trying again may help.</exception>
    Task<AiAnswer> AnalyzeAsync(AnalysisRequest request, CancellationToken ct);
}

/// <summary>A provider that cannot answer, with the reason in plain words.</summary>
internal sealed class DocumentAiException : Exception
{
    public DocumentAiException()
    {
    }

    public DocumentAiException(string message)
        : base(message)
    {
    }

    public DocumentAiException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the same question may be answered later.</summary>
    public bool MayPass { get; init; }

    /// <summary>Short stable reason for the ledger: <c>timeout</c>, <c>overloaded</c>, <c>refused</c>.</summary>
    public string Code { get; init; } = "failed";
}
