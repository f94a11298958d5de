using System.Diagnostics;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Health;
using DigitalDocs.Testing;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Tests.Health;

public sealed class DataFolderProbeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_can_be_written_is_fine_and_is_left_as_it_was()
    {
        (await AskAsync(_folder.Path)).ShouldBeNull();
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_can_be_made_is_fine_and_is_not_made_by_asking()
    {
        (await AskAsync(_folder.File("a/b"))).ShouldBeNull();
        Directory.Exists(_folder.File("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("data"), "", Ct);

        (await AskAsync(_folder.File("data"))).ShouldBe($"{_folder.File("data")} is a file, not a folder (Data:Folder).");
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        Require.Demand(await RunAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "mount", "this user cannot mount a small disk");
        try
        {
            (await AskAsync(disk)).ShouldNotBeNull().ShouldStartWith($"the disk of {disk} is full");
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
        await process!.WaitForExitAsync(Ct);
        return process.ExitCode == 0;
    }

    private static Task<string?> AskAsync(string folder) =>
        new DataFolderProbe(new Databases(Options.Create(new DataOptions { Folder = folder }))).WhatIsWrongAsync(Ct);
}
