using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ocr;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Read document {Document}: {Pages} pages in {Milliseconds:0} ms")]
    public static partial void Read(this ILogger log, Guid document, int pages, double milliseconds);
}
