using System.Runtime.InteropServices;

namespace DigitalDocs.Host.Starting;

/// <summary>Everything this process creates is its owner's alone, also what libraries create (SQLite's files).</summary>
internal static partial class PrivateFiles
{
    private const uint OwnerOnly = 0b000_111_111;

    public static void Ensure()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(OwnerOnly);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
