namespace DigitalDocs.Contracts.Ocr;

/// <summary>Keys of what is derived from a document version, beside its original.</summary>
public static class DerivedBlobs
{
    /// <summary>The bytes as they were uploaded.</summary>
    public static string Original(string blobFolder) => $"{blobFolder}/original";

    /// <summary>The <see cref="DocumentText"/> as gzip JSON.</summary>
    public static string Text(string blobFolder) => $"{blobFolder}/text.json";

    /// <summary>
    /// A page in reading orientation as PNG, about 1,240 pixels wide. The first pages are drawn soon after
    /// <c>ocr.completed</c>, further ones by <c>POST /ocr/pages</c>.
    /// </summary>
    public static string Page(string blobFolder, int page) => FormattableString.Invariant($"{blobFolder}/pages/{page:0000}.png");

    /// <summary>The first page, about 240 pixels wide, as PNG.</summary>
    public static string Thumbnail(string blobFolder) => $"{blobFolder}/pages/thumb.png";
}
