using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Storage.Links;

/// <summary>Links for downloading, and addresses for uploading to the bucket.</summary>
internal sealed class LinksOptions
{
    public const string Section = "Links";

    /// <summary>How long a link for downloading may live at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an address for uploading to the bucket lives.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan UploadTime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Largest file that is uploaded to the bucket directly, in bytes.</summary>
    [Range(1, 5L << 30)]
    public long LargestUpload { get; set; } = 5L << 30;
}
