namespace DigitalDocs.Ocr;

/// <summary>Finds the engine of a worker: what is asked for when it is installed, else what there is, else none.</summary>
internal static class EngineChoice
{
    public static async Task<IOcrEngine?> FindAsync(string wanted, string models, CancellationToken ct)
    {
        if (wanted == "none")
        {
            return null;
        }

        var tesseract = wanted == "neural" ? null : await TesseractEngine.FindAsync(ct);
        var files = wanted == "tesseract" && tesseract is not null ? null : ModelFiles.Find(models);
        var neural = files is null ? null : new NeuralEngine(files);
        return (neural, tesseract) switch
        {
            (not null, not null) => new AutoEngine(neural, tesseract),
            (not null, null) => neural,
            (null, not null) => tesseract,
            _ => await TesseractEngine.FindAsync(ct),
        };
    }

    /// <summary>The name of what workers will choose, without loading it; null for none.</summary>
    public static async Task<string?> NameAsync(string wanted, string models)
    {
        if (wanted == "none")
        {
            return null;
        }

        var tesseract = (await TesseractEngine.FindAsync(CancellationToken.None))?.Version;
        var neural = wanted == "tesseract" && tesseract is not null ? null : ModelFiles.Find(models)?.Version;
        string?[] found = wanted == "neural" && neural is not null ? [neural] : [neural, tesseract];
        return string.Join('+', found.OfType<string>()) is { Length: > 0 } name ? name : null;
    }
}
