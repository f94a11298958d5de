using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>
/// Every process that serves from the SQLite files of a data folder holds this mark together with the others; whoever
/// moves the folder's rows away holds it alone. A killed process holds nothing.
/// </summary>
internal sealed class FolderInUse(Databases databases) : IHostedService, IDisposable
{
    private FileStream? _mark;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!databases.IsPostgres)
        {
            databases.EnsureFolder();
            _mark = new FileStream(PathIn(databases.Folder), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _mark?.Dispose();

    /// <returns>Null while a server uses the folder.</returns>
    public static FileStream? TakeAlone(string folder)
    {
        try
        {
            return new FileStream(PathIn(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "in-use.lock");
}
