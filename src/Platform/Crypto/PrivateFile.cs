using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DigitalDocs.Platform.Crypto;

/// <summary>Files and folders that only the account of the process may read, written so that a crash leaves none half.</summary>
internal static class PrivateFile
{
    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode0700 = FileMode0600 | UnixFileMode.UserExecute;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    /// <summary>Makes a folder and those above it; what it made is on the disk when this returns.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(parent))
        {
            CreateFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode0700);
        }

        if (!string.IsNullOrEmpty(parent))
        {
            FlushFolder(parent);
        }
    }

    /// <summary>Makes a new file for writing.</summary>
    public static FileStream Create(string path) => new(path, Options(FileMode.CreateNew, FileShare.Read));

    /// <summary>Opens a file that no other process or thread can open this way at the same time.</summary>
    /// <exception cref="IOException">Somebody has it open, or the mode does not fit.</exception>
    public static FileStream OpenExclusive(string path, FileMode mode) => new(path, Options(mode, FileShare.None));

    /// <summary>Waits for its turn on a lock file; disposing gives it on. Freed by the system when the process dies.</summary>
    public static FileStream Lock(string path)
    {
        var waited = Stopwatch.StartNew();
        var spin = default(SpinWait);
        while (true)
        {
            try
            {
                return OpenExclusive(path, FileMode.OpenOrCreate);
            }
            catch (IOException) when (File.Exists(path) && waited.Elapsed < LockPatience)
            {
                spin.SpinOnce();
            }
        }
    }

    /// <summary>Replaces the content of a file at once; readers see the old or the new one.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var scratch = $"{path}.{Guid.CreateVersion7():N}.tmp";
        try
        {
            using (var file = Create(scratch))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(scratch, path, overwrite: true);
            FlushFolder(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    /// <summary>Brings the entries of a folder to the disk; a rename is not durable before that.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals its folders.
        }

        var descriptor = OpenDescriptor(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"The folder '{path}' cannot be opened.", Marshal.GetLastPInvokeError());
        }

        try
        {
            if (FlushDescriptor(descriptor) != 0)
            {
                throw new IOException($"The folder '{path}' cannot be flushed.", Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows() && mode is FileMode.CreateNew or FileMode.OpenOrCreate)
        {
            options.UnixCreateMode = FileMode0600;
        }

        return options;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushDescriptor(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseDescriptor(int descriptor);
}
