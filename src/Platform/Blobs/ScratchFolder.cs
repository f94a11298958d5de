using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Where this process writes before it renames. Each process has a folder of its own beside a lock file that it holds
/// open for its life, so that whoever starts next can tell the leftovers of the dead from the work of the living.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _lock;
    private long _last;

    private ScratchFolder(string folder, FileStream @lock) => (_folder, _lock) = (folder, @lock);

    public static ScratchFolder Open(string root)
    {
        PrivateFile.CreateFolder(root);
        Sweep(root);
        while (true)
        {
            var folder = Path.Combine(root, Guid.CreateVersion7().ToString("N"));
            if (TryLock(LockOf(folder), FileMode.CreateNew) is not { } held)
            {
                continue;
            }

            // Another process' sweep may have taken the file between its creation and our lock on it.
            if (File.Exists(LockOf(folder)))
            {
                PrivateFile.CreateFolder(folder);
                return new ScratchFolder(folder, held);
            }

            held.Dispose();
        }
    }

    /// <summary>Removes what processes that are gone have left.</summary>
    /// <returns>How many folders were removed.</returns>
    public static int Sweep(string root)
    {
        var swept = 0;
        foreach (var path in Directory.EnumerateFiles(root, "*.lock"))
        {
            using var held = TryLock(path, FileMode.Open);
            if (held is null)
            {
                continue;
            }

            var folder = Path.ChangeExtension(path, null);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
                swept++;
            }

            File.Delete(path);
        }

        return swept;
    }

    public string NewFile() => Path.Combine(_folder, $"{Interlocked.Increment(ref _last)}.part");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        File.Delete(LockOf(_folder));
        _lock.Dispose();
    }

    private static string LockOf(string folder) => folder + ".lock";

    private static FileStream? TryLock(string path, FileMode mode)
    {
        try
        {
            return PrivateFile.OpenExclusive(path, mode);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
