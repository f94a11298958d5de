namespace DigitalDocs.Platform.Blobs;

/// <summary>Tells "no room left" from other I/O errors; .NET has no exception of its own for it.</summary>
internal static class DiskFull
{
    private const int NoSpace = 28;
    private const int OverQuotaLinux = 122;
    private const int OverQuotaMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool Is(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : exception.HResult is NoSpace || exception.HResult == (OperatingSystem.IsMacOS() ? OverQuotaMac : OverQuotaLinux);
}
