using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Storage;

/// <summary>How stored files are looked after.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>How often some files are read again and compared with their hash.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan ScrubInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A file is read again when it was last proven whole this long ago.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan ScrubEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Files read per turn at most.</summary>
    [Range(1, 1_000_000)]
    public int ScrubFiles { get; set; } = 500;

    /// <summary>Bytes read per turn, about; the file that passes it is read to its end.</summary>
    [Range(1, long.MaxValue)]
    public long ScrubBytes { get; set; } = 512L * 1024 * 1024;
}
