using System.Diagnostics;

namespace DigitalDocs.Platform.Data;

/// <summary>A lock between the processes of one machine: an exclusively opened file, freed when its process dies.</summary>
internal static class FileLock
{
    public static FileStream Take(string path)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < TimeSpan.FromMinutes(2))
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
