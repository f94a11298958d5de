using System.Diagnostics;
using System.Globalization;

namespace DigitalDocs.Ocr;

/// <summary>How a process signs the jobs it holds: machine, process and start, so that others can tell when it is gone.</summary>
internal static class JobOwner
{
    public static readonly string Me = FormattableString.Invariant(
        $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}");

    /// <summary>True when the owner surely ended; false also when nobody here can know.</summary>
    public static bool IsGone(string? owner)
    {
        var parts = owner?.Split('/') ?? [];
        if (parts.Length != 3 || parts[0] != Environment.MachineName || owner == Me)
        {
            return false;
        }

        var id = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return id == Environment.ProcessId || !Runs(id);
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
