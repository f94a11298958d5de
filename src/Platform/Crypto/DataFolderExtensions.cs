using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Crypto;

internal static class DataFolderExtensions
{
    /// <summary>Full path of the folder that holds everything an installation keeps on disk: <c>Data:Folder</c>.</summary>
    public static string DataFolder(this IHostApplicationBuilder builder) =>
        Path.GetFullPath(builder.AddCheckedOptions<DataOptions>(DataOptions.Section).Folder);
}
