namespace DigitalDocs.Ocr;

/// <summary>Finds the engine of a worker: what is asked for when it is installed, else what there is, else none.</summary>
internal static class EngineChoice
{
    public static async Task<IOcrEngine?> FindAsync(string wanted, CancellationToken ct) => wanted switch
    {
        "none" => null,
        _ => await TesseractEngine.FindAsync(ct),
    };
}
