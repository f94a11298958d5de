namespace DigitalDocs.Ocr;

/// <summary>What a file is, by its bytes.</summary>
internal enum FileKind
{
    Unknown,
    Empty,
    Pdf,
    Picture,
    Tiff,
    Heic,
    Word,
    Excel,
    PowerPoint,
    OpenDocument,
    Mail,
    Html,
    Text,
    Zip,
    OldOffice,
}
