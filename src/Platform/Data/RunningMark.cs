using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Tells whether servers run on a data folder: each holds a file open beside the others for its life, and work that needs
/// the folder alone asks to hold it exclusively. The system frees it when a process dies.
/// </summary>
public static class RunningMark
{
    /// <summary>Held while a server runs; any number at once.</summary>
    /// <returns>Null when somebody works on the folder alone.</returns>
    public static IDisposable? Hold(string dataFolder)
    {
        PrivateFile.CreateFolder(dataFolder);
        return TryOpen(dataFolder, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Held by work that no server may run beside.</summary>
    /// <returns>Null while one runs.</returns>
    public static IDisposable? TakeAlone(string dataFolder)
    {
        PrivateFile.CreateFolder(dataFolder);
        return TryOpen(dataFolder, FileAccess.ReadWrite, FileShare.None);
    }

    private static FileStream? TryOpen(string dataFolder, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(Path.Combine(dataFolder, "running.lock"), FileMode.OpenOrCreate, access, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
