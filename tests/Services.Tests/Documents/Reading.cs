using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>Plays the services that read and analyse documents: their events come in as in production.</summary>
internal sealed class Reading(DigitalDocsApp app, Guid agency)
{
    public const string Words = "Loan Amount $162,000";

    public IBlobStore Blobs => app.Services.GetRequiredService<IBlobStore>();

    public Task TellAsync<TEvent>(TEvent @event)
        where TEvent : IEvent =>
        app.UseAsync<DocumentsDb, int>(agency, db =>
        {
            db.Publish(@event);
            return db.SaveChangesAsync(DocumentsHost.Ct);
        });

    public async Task ReadAsync(Guid document, int version = 1, int pages = 2, string? note = null)
    {
        var folder = BlobKey.DocumentVersion(agency, document, version);
        var text = new DocumentText(
            [.. Enumerable.Range(1, pages).Select(page => new PageText(
                page, 612, 792, 0, PageSource.TextLayer, $"{Words} on page {page}",
                [new PageWord("Loan", [0.1, 0.2, 0.1, 0.02], 1, 0)]))],
            null,
            note);
        await Blobs.PutJsonAsync(DerivedBlobs.Text(folder), text, DocumentsHost.Ct);
        await TellAsync(new OcrCompleted(
            document, agency, version, folder, DerivedBlobs.Text(folder), pages, null, note, Failed: false));
    }

    public async Task AnalyseAsync(Guid document, DocumentAnalysis analysis, int version = 1)
    {
        var folder = BlobKey.DocumentVersion(agency, document, version);
        await Blobs.PutJsonAsync($"{folder}/analysis.json", analysis, DocumentsHost.Ct);
        await TellAsync(new AiAnalysisComplete(
            document, agency, version, folder, $"{folder}/analysis.json", analysis.Provider, analysis.Model, null));
    }

    public static DocumentAnalysis Analysis(string code, params FieldValue[] fields) => new(
        "local", "1", new DocumentClass(code, null, 0.98, "ai", new ClassGuess("loanEstimate", 0.01)), fields, "A summary.",
        [new DocumentPart(1, 2, new ClassGuess(code, 0.98))]);

    public static FieldValue Field(string name, string value) => new(
        name, FieldTypes.String, value, value, 0.9, "ai", "local/1", [new Evidence(1, value, [0.1, 0.2, 0.3, 0.02])]);
}
