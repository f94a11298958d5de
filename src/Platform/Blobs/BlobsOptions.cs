using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Where files are kept.</summary>
public sealed class BlobsOptions
{
    public const string Section = "Blobs";

    public const string Folder = "folder";

    /// <summary>File store: <c>folder</c> (files below <c>Data:Folder</c>).</summary>
    [OneOf(Folder)]
    public string Provider { get; set; } = Folder;
}
