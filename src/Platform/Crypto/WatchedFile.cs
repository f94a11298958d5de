using System.Text.Json;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// A small JSON file that several processes share: read again when it changed, written under a lock. Looking at the
/// time of the file costs about a microsecond, so every use looks.
/// </summary>
internal sealed class WatchedFile<T>(string path)
    where T : class
{
    private readonly Lock _gate = new();
    private (DateTime Written, long Length, T? Content) _seen;

    /// <summary>Null when there is no file.</summary>
    public T? Read()
    {
        lock (_gate)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            if (_seen.Content is null || _seen.Written != file.LastWriteTimeUtc || _seen.Length != file.Length)
            {
                var content = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                    ?? throw new InvalidDataException($"The key file '{path}' is empty.");
                _seen = (file.LastWriteTimeUtc, file.Length, content);
            }

            return _seen.Content;
        }
    }

    /// <summary>Changes the content in turn with every other process; what the change returns unaltered is not written.</summary>
    public T Change(Func<T?, T> change)
    {
        lock (_gate)
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            using var turn = PrivateFile.Lock(path + ".lock");
            _seen = default;
            var before = Read();
            var after = change(before);
            if (!ReferenceEquals(before, after))
            {
                PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(after, JsonSerializerOptions.Web));
                _seen = default;
            }

            return after;
        }
    }
}
