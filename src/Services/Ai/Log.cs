using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ai;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "{Provider} could not answer ({Reason}); the local provider does")]
    public static partial void FellBack(this ILogger log, string provider, string reason);

    [LoggerMessage(6002, LogLevel.Error, "Document {DocumentId} could not be analysed")]
    public static partial void AnalysisFailed(this ILogger log, Guid documentId, Exception exception);

    [LoggerMessage(6003, LogLevel.Warning, "What was set aside for reading could not be removed under {Folder}")]
    public static partial void LeftBehind(this ILogger log, string folder, Exception exception);
}
