namespace DigitalDocs.Testing;

/// <summary>
/// <c>DD_TEST_LOGS</c> names a folder: whoever looks for the cause of a failure wants every line of every process.
/// </summary>
internal static class ProcessLog
{
    /// <returns>Goes on where the file of that name ends; writes nowhere when nobody asked for logs.</returns>
    public static TextWriter Open(string name) => Environment.GetEnvironmentVariable("DD_TEST_LOGS") is { Length: > 0 } folder
        ? TextWriter.Synchronized(
            new StreamWriter(Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".log"), append: true) { AutoFlush = true })
        : TextWriter.Null;
}
