namespace DigitalDocs.Ocr;

/// <summary>
/// Tesseract where it reads surely, which is faster on clean pages; the neural engine for photographs, small pictures
/// and wherever tesseract was in doubt.
/// </summary>
internal sealed class AutoEngine(IOcrEngine neural, IOcrEngine tesseract) : IOcrEngine
{
    private const int PageSide = 1600;
    private const double Sure = 0.9;
    private const int FullPage = 60;

    public string Version => $"{neural.Version}+{tesseract.Version}";

    public async Task<RecognisedPage> RecogniseAsync(GreyImage image, CancellationToken ct)
    {
        var isPage = Math.Max(image.Width, image.Height) >= PageSide && image.Dpi > 0;
        if (isPage)
        {
            var quick = await tesseract.RecogniseAsync(image, ct);
            if (quick.Confidence >= Sure && quick.Words.Count >= FullPage)
            {
                return quick;
            }
        }

        return await neural.RecogniseAsync(image, ct);
    }
}
