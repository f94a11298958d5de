using Microsoft.Extensions.Logging;

namespace DigitalDocs.Search;

internal static partial class Log
{
    [LoggerMessage(1901, LogLevel.Warning, "Merging segments of the search index failed; it is tried again later")]
    public static partial void MergeFailed(ILogger logger, Exception failure);

    [LoggerMessage(1902, LogLevel.Information, "Recent searches were not noted")]
    public static partial void NotNoted(ILogger logger, Exception failure);
}
