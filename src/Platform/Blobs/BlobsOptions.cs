using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Where files are kept, and where their second copy is.</summary>
public sealed class BlobsOptions : IValidatableObject
{
    public const string Section = "Blobs";

    public const string FolderProvider = "folder";

    public const string S3Provider = "s3";

    public const string NoProvider = "none";

    /// <summary>File store: <c>folder</c> or <c>s3</c>.</summary>
    [OneOf(FolderProvider, S3Provider)]
    public string Provider { get; set; } = FolderProvider;

    /// <summary>The folder, when the store is <c>folder</c>; empty: <c>blobs</c> below <c>Data:Folder</c>.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The bucket, when the store is <c>s3</c>.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>The second store.</summary>
    public ReplicaOptions Replica { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var wrong = new List<ValidationResult>();
        Check(Provider == S3Provider, "Blobs:S3", S3, wrong);
        Check(true, "Blobs:Replica", Replica, wrong);
        Check(Replica.Provider == S3Provider, "Blobs:Replica:S3", Replica.S3, wrong);
        return wrong;
    }

    internal string FolderIn(string dataFolder) => Folder.Length > 0 ? Folder : Path.Combine(dataFolder, "blobs");

    private static void Check(bool used, string name, object options, List<ValidationResult> wrong)
    {
        var found = new List<ValidationResult>();
        if (used && !Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true))
        {
            wrong.AddRange(found.Select(one => new ValidationResult($"{name}: {one.ErrorMessage}", [name])));
        }
    }
}

/// <summary>A second store that holds a copy of every file.</summary>
public sealed class ReplicaOptions : IValidatableObject
{
    /// <summary>Second store: <c>none</c>, <c>folder</c> or <c>s3</c>.</summary>
    [OneOf(BlobsOptions.NoProvider, BlobsOptions.FolderProvider, BlobsOptions.S3Provider)]
    public string Provider { get; set; } = BlobsOptions.NoProvider;

    /// <summary>The folder, when the second store is <c>folder</c>: on another disk than <c>Data:Folder</c>.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The bucket, when the second store is <c>s3</c>.</summary>
    public S3Options S3 { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == BlobsOptions.FolderProvider && Folder.Length == 0)
        {
            yield return new("Folder is missing.", [nameof(Folder)]);
        }
    }
}
