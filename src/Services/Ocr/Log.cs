using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ocr;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Read document {Document}: {Pages} pages in {Milliseconds:0} ms")]
    public static partial void Read(this ILogger log, Guid document, int pages, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading job {Job} failed at attempt {Attempt}; it is tried again")]
    public static partial void JobFailed(this ILogger log, Guid job, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue of reading jobs could not be asked")]
    public static partial void QueueFailed(this ILogger log, Exception error);
}
