using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Ocr;

/// <summary>Reading of documents.</summary>
internal sealed class OcrOptions
{
    public const string Section = "Ocr";

    /// <summary>Which engine reads pictures of pages: <c>auto</c> (the best installed), <c>neural</c>, <c>tesseract</c>, <c>none</c>.</summary>
    [RegularExpression("auto|neural|tesseract|none")]
    public string Engine { get; set; } = "auto";

    /// <summary>Folder of the neural models; empty: <c>DD_MODELS</c>, else <c>.tools/models</c> above the program.</summary>
    public string Models { get; set; } = "";

    /// <summary>Processes that read at the same time; 0: one per processor. One more serves an agency that has none at work.</summary>
    [Range(0, 64)]
    public int Workers { get; set; }

    /// <summary>Documents that a process reads at the same time; one place is kept for an agency that has none in work.</summary>
    [Range(1, 64)]
    public int Documents { get; set; } = 6;

    /// <summary>The program started as a worker; empty: this one.</summary>
    public string WorkerProgram { get; set; } = "";

    /// <summary>Folder for files being read, emptied at start; empty: the system's temporary folder.</summary>
    public string ScratchFolder { get; set; } = "";

    /// <summary>How long a worker may be silent before it is ended.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Memory at which a worker is ended, in megabytes.</summary>
    [Range(128, 8192)]
    public int WorkerMemoryMegabytes { get; set; } = 600;

    /// <summary>Pages drawn as soon as a document is read; further ones when they are asked for.</summary>
    [Range(0, 100)]
    public int PagesDrawnAhead { get; set; } = 10;

    /// <summary>Width of drawn pages in pixels.</summary>
    [Range(200, 4000)]
    public int PageWidth { get; set; } = 1240;

    /// <summary>How long a claimed job stays with a process that no longer renews it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);
}
