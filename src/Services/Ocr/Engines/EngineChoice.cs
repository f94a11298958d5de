namespace DigitalDocs.Ocr;

/// <summary>Finds the engine of a worker: what is asked for when it is installed, else what there is, else none.</summary>
internal static class EngineChoice
{
    public static async Task<IOcrEngine?> FindAsync(string wanted, string models, CancellationToken ct) =>
        wanted == "none" ? null : await TesseractEngine.FindAsync(ct);

    /// <summary>The name of the engine that workers will choose; null for none.</summary>
    public static async Task<string?> NameAsync(string wanted, string models) =>
        (await FindAsync(wanted, models, CancellationToken.None))?.Version;
}
