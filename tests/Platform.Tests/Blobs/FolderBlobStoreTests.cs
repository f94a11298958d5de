using DigitalDocs.Platform.Blobs;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

public sealed class FolderBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FolderBlobStore _store;

    public FolderBlobStoreTests() => _store = new FolderBlobStore(_folder.File("blobs"));

    protected override IBlobStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Files_and_folders_are_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no modes on Windows");
        await _store.PutAsync(Key("documents/a"), [1]);

        foreach (var entry in new DirectoryInfo(_folder.File("blobs")).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            const UnixFileMode Mode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            entry.UnixFileMode.ShouldBe(entry is FileInfo ? Mode0600 : Mode0600 | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Folders_that_became_empty_are_removed()
    {
        await _store.PutAsync(Key("documents/1/v1/original"), [1]);
        await _store.DeleteAsync(Key("documents/1/v1/original"), default);

        Directory.EnumerateFileSystemEntries(_folder.File("blobs")).Select(Path.GetFileName).ShouldBe([".tmp"]);
    }

    [Fact]
    public void The_scratch_files_of_the_dead_are_swept_and_those_of_the_living_are_not()
    {
        var scratch = _folder.File("scratch");
        var alive = ScratchFolder.Open(scratch);
        File.WriteAllText(alive.NewFile(), "being written");
        var dead = Path.Combine(scratch, "dead");
        Directory.CreateDirectory(dead);
        File.WriteAllText(dead + ".lock", "");
        File.WriteAllText(Path.Combine(dead, "1.part"), "left over");

        using var other = ScratchFolder.Open(scratch);

        Directory.Exists(dead).ShouldBeFalse();
        File.Exists(dead + ".lock").ShouldBeFalse();
        Directory.EnumerateFiles(scratch, "*.part", SearchOption.AllDirectories).Count().ShouldBe(1);
        alive.Dispose();
    }
}
