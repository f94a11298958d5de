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

    /// <summary>How often what is new is copied to the second store.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ReplicateInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the two stores are compared from end to end.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan CompareEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the store is searched for what belongs to no document.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan OrphansEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What is younger is never taken for an orphan: its rows may be on their way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromDays(2);

    /// <summary>An orphan is removed this long after it was first reported.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan OrphanNotice { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Whether orphans are removed at all; false: they are only reported.</summary>
    public bool RemoveOrphans { get; set; } = true;
}
