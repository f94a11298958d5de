namespace DigitalDocs.Contracts.Events;

/// <summary>A document version was read, as far as it could be.</summary>
/// <param name="TextBlob">Key of the <c>DocumentText</c> (gzip JSON); null when nothing could be read.</param>
/// <param name="PageCount">Null when the format has no pages or they could not be counted.</param>
/// <param name="Note">Why something could not be read, in plain words; null when all went well.</param>
/// <param name="Failed">True when reading failed in a way that trying again may mend.</param>
public sealed record OcrCompleted(
    Guid DocumentId,
    Guid Agency,
    int Version,
    string BlobFolder,
    string? TextBlob,
    int? PageCount,
    string? Engine,
    string? Note,
    bool Failed) : IEvent
{
    public static string EventType => "ocr.completed.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>Some pages of a long document were read; told at most about once a second.</summary>
public sealed record OcrProgressed(
    Guid DocumentId,
    Guid Agency,
    int Version,
    int PagesDone,
    int PageCount) : IEvent
{
    public static string EventType => "ocr.progressed.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A document version was analysed.</summary>
/// <param name="AnalysisBlob">Key of the <c>DocumentAnalysis</c> (gzip JSON); null when it failed.</param>
/// <param name="Failure">Why there is no analysis, in plain words.</param>
/// <param name="TextBlob">The text that was analysed, as <see cref="OcrCompleted"/> names it: who hears of this first knows it too.</param>
/// <param name="PageCount">Pages of that text.</param>
public sealed record AiAnalysisComplete(
    Guid DocumentId,
    Guid Agency,
    int Version,
    string BlobFolder,
    string? AnalysisBlob,
    string Provider,
    string Model,
    string? Failure,
    string? TextBlob = null,
    int? PageCount = null) : IEvent
{
    public static string EventType => "ai.analysis.complete.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}
