using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Health;

/// <summary>Whether the data folder can be written and has room; it is not created by asking.</summary>
internal sealed class DataFolderProbe(Databases databases) : IEngineProbe
{
    // Below this a SQLite log that cannot be folded back fills the disk for good.
    private const long LeastRoom = 16L << 20;
    private const string Setting = "Data:Folder";

    public string Name => "data folder";

    public EngineNeed Need => EngineNeed.ToStart;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct)
    {
        var wanted = databases.Folder;
        var folder = wanted;
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
            {
                return $"{folder} is a file, not a folder ({Setting}).";
            }

            folder = Path.GetDirectoryName(folder) ?? throw new IOException($"{wanted} has no root ({Setting}).");
        }

        try
        {
            await TryAsync(folder, ct);
            var room = new DriveInfo(folder).AvailableFreeSpace;
            return room < LeastRoom ? $"the disk of {wanted} is full: {room >> 10} KiB are left ({Setting})." : null;
        }
        catch (UnauthorizedAccessException)
        {
            return folder == wanted
                ? $"{wanted} cannot be written by this user ({Setting})."
                : $"{wanted} cannot be made, {folder} cannot be written by this user ({Setting}).";
        }
        catch (IOException exception)
        {
            return DiskFull.Is(exception)
                ? $"the disk of {wanted} is full ({Setting})."
                : $"{wanted} cannot be written: {exception.Message} ({Setting})";
        }
    }

    private static async Task TryAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, $".probe-{Guid.CreateVersion7():n}");
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
        await file.WriteAsync(new byte[4096], ct);
    }
}
