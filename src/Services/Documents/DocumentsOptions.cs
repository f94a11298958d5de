using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Documents;

/// <summary>What uploads may be, and how long lost work waits.</summary>
internal sealed class DocumentsOptions
{
    public const string Section = "Documents";

    /// <summary>Largest file, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long LargestFile { get; set; } = 512L << 20;

    /// <summary>Largest upload of several files, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long LargestUpload { get; set; } = 1L << 30;

    /// <summary>Most files in one upload.</summary>
    [Range(1, 10_000)]
    public int MostFiles { get; set; } = 200;

    /// <summary>A document that is not read or analysed after this time is sent again; the time grows fourfold each time.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often it is sent again before it needs a person's attention.</summary>
    [Range(0, 20)]
    public int MostResends { get; set; } = 3;

    /// <summary>How long a document stays in the trash.</summary>
    [Range(1, 3650)]
    public int TrashDays { get; set; } = 30;

    /// <summary>What was deleted before then is restored no more.</summary>
    public DateTimeOffset TrashEnds(DateTimeOffset now) => now.AddDays(-TrashDays);
}
