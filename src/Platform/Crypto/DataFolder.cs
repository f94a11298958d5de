using Microsoft.Extensions.Configuration;

namespace DigitalDocs.Platform.Crypto;

/// <summary>The folder that holds everything an installation keeps on disk: <c>Data:Folder</c>.</summary>
internal static class DataFolder
{
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Folder"] is { Length: > 0 } folder ? folder : "data");
}
