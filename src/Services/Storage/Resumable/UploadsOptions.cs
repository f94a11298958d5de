using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Storage.Resumable;

/// <summary>How large files come in pieces.</summary>
internal sealed class UploadsOptions
{
    public const string Section = "Uploads";

    /// <summary>Largest file that may be sent as a resumable upload, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long LargestFile { get; set; } = 5L << 30;

    /// <summary>Bytes that are made durable at a time; a cut connection loses none, a killed server fewer than these.</summary>
    [Range(64 << 10, 1 << 30)]
    public long PieceSize { get; set; } = 8 << 20;

    /// <summary>On a slow line a piece is made durable after this time, however small it is.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan PieceTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An upload is given up this long after its last byte.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long is remembered what became of an upload.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Uploads that one person may have open at a time, the parts of a joined one counted.</summary>
    [Range(1, 100_000)]
    public int MostOpen { get; set; } = 100;

    /// <summary>How long the answer to the last byte waits for the document; it is made all the same if that takes longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan AnswerWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often expired uploads and pieces that are needed no longer are removed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>An upload that has not become a document after this time is handed over again.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan HandOverAgainAfter { get; set; } = TimeSpan.FromMinutes(30);
}
