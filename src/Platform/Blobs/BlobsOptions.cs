using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Section <c>Blobs</c>: where files are kept.</summary>
public sealed class BlobsOptions
{
    internal static readonly string[] Providers = ["folder"];

    /// <summary><c>folder</c>: files below <c>Data:Folder</c>.</summary>
    public string Provider { get; set; } = "folder";

    internal sealed class Check : IValidateOptions<BlobsOptions>
    {
        public ValidateOptionsResult Validate(string? name, BlobsOptions options) =>
            Providers.Contains(options.Provider, StringComparer.Ordinal)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"Blobs:Provider '{options.Provider}' is not known; known are: {string.Join(", ", Providers)}.");
    }
}
