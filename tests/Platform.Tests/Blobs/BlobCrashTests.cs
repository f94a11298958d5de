using System.Diagnostics;
using DigitalDocs.Platform.Blobs;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>A process that is killed, and a disk that is full.</summary>
public sealed class BlobCrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_put_that_was_killed_half_way_leaves_no_object_and_no_scratch()
    {
        using (var child = BlobChild.Start(nameof(BlobChild.Stops_in_the_middle_of_a_put), _folder.Path))
        {
            await UntilAsync(() => File.Exists(_folder.File("stuck")), child);
            ScratchFiles().ShouldNotBeEmpty();
            await KillAsync(child);
        }

        var store = BlobChild.Open(_folder.Path);
        (await store.ExistsAsync(BlobChild.Key, default)).ShouldBeFalse();
        ScratchFiles().ShouldBeEmpty();
        await store.PutAsync(BlobChild.Key, [1]);
        (await store.ReadAllAsync(BlobChild.Key)).ShouldBe([1]);
    }

    [Fact]
    public async Task An_object_that_is_replaced_over_and_over_is_whole_whenever_its_writer_is_killed()
    {
        var stored = Path.Combine(_folder.File("blobs"), BlobChild.Key);
        for (var round = 0; round < 4; round++)
        {
            using (var child = BlobChild.Start(nameof(BlobChild.Puts_over_and_over), _folder.Path))
            {
                await UntilAsync(() => File.Exists(stored), child);
                var first = File.GetLastWriteTimeUtc(stored);
                await UntilAsync(() => File.GetLastWriteTimeUtc(stored) != first, child);
                await Task.Delay(Random.Shared.Next(60));
                await KillAsync(child);
            }

            var content = await BlobChild.Open(_folder.Path).ReadAllAsync(BlobChild.Key);
            content.Length.ShouldBe(BlobChild.Length);
            content.ShouldAllBe(b => b == content[0]);
            ScratchFiles().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such_and_harms_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mount namespaces");
        var mount = $"mount -t tmpfs -o size=3m tmpfs '{_folder.Path}' && exec \"$0\" \"$@\"";
        using (var trial = Process.Start("unshare", ["-rm", "sh", "-c", mount, "true"]))
        {
            await trial.WaitForExitAsync();
            Assert.SkipWhen(trial.ExitCode != 0, "this machine lets nobody mount in a namespace of one's own");
        }

        using var child = BlobChild.Start(
            nameof(BlobChild.Fills_its_disk), _folder.Path, "unshare", "-rm", "sh", "-c", mount);
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        child.ExitCode.ShouldBe(0, output);
        output.ShouldContain("Total: 1, Errors: 0, Failed: 0, Skipped: 0");
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(5, false)]
    [InlineData(13, false)]
    public void Only_errors_of_room_count_as_a_full_store(int error, bool full)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "error numbers of Linux");
        DiskFull.Is(new IOException("", error)).ShouldBe(full);
    }

    private string[] ScratchFiles() => Directory.Exists(_folder.File("blobs"))
        ? Directory.GetFiles(_folder.File("blobs"), "*.part", SearchOption.AllDirectories)
        : [];

    private static async Task KillAsync(Process child)
    {
        child.Kill();
        await child.WaitForExitAsync();
    }

    private static async Task UntilAsync(Func<bool> condition, Process child)
    {
        while (!condition())
        {
            if (child.HasExited)
            {
                Assert.Fail(await child.StandardOutput.ReadToEndAsync());
            }

            await Task.Delay(5);
        }
    }
}
