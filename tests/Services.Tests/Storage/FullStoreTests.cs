using System.Diagnostics;
using System.Net;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

/// <summary>The disk of the files is a small one of its own.</summary>
public sealed class FullStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_answers_507_and_harms_nothing()
    {
        using var folder = new TempFolder();
        Assert.SkipUnless(await MountAsync("-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.Path), "only root may mount");
        try
        {
            await using var app = await KeepingApp.StartAsync(Ct, ("Blobs:Folder", folder.Path), ("Blobs:Replica:Provider", "none"));
            var person = app.Agent();
            var kept = await person.Client.UploadAsync("kept.bin", new byte[1_000_000], Ct);
            using var large = new ByteArrayContent(new byte[6_000_000]);
            using var refused = await person.Client.PostAsync("api/v1/documents/upload?name=large.bin", large, Ct);
            await refused.ShouldBeProblemAsync(HttpStatusCode.InsufficientStorage, "store_full", Ct);

            (await person.Client.GetByteArrayAsync($"api/v1/documents/{kept.Id}/content", Ct)).Length.ShouldBe(1_000_000);
            Directory.EnumerateFiles(folder.Path, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
            (await person.Client.UploadAsync("next.bin", new byte[1_500_000], Ct)).Id.ShouldNotBeNull();
        }
        finally
        {
            await RunAsync("umount", "-l", folder.Path);
        }
    }

    private static Task<bool> MountAsync(params string[] arguments) => RunAsync("mount", arguments);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false });
        await process!.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }
}
