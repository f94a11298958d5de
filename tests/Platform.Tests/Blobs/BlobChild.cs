using System.Diagnostics;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>
/// What the child processes of other tests do: this same program, told to run one of these. They are explicit, so that
/// no ordinary run starts them.
/// </summary>
public sealed class BlobChild
{
    public const int Length = 8_000_000;
    public const string Key = "01900000-0000-7000-8000-000000000001/documents/a";

    private const string FolderVariable = "DD_TEST_CHILD_FOLDER";
    private const string NoFolder = "not started by another test";

    private static string? Folder => Environment.GetEnvironmentVariable(FolderVariable);

    [Fact(Explicit = true)]
    public async Task Stops_in_the_middle_of_a_put()
    {
        Assert.SkipWhen(Folder is null, NoFolder);
        var half = new byte[Length / 2];
        await Open(Folder).PutAsync(Key, new StuckStream(half, Path.Combine(Folder, "stuck")), default);
    }

    [Fact(Explicit = true)]
    public async Task Puts_over_and_over()
    {
        Assert.SkipWhen(Folder is null, NoFolder);
        var store = Open(Folder);
        for (var round = 1; round < 2000; round++) // An end, should whoever is to kill us be killed first.
        {
            await store.PutAsync(Key, Enumerable.Repeat((byte)round, Length).ToArray());
        }
    }

    [Fact(Explicit = true)]
    public async Task Fills_its_disk()
    {
        Assert.SkipWhen(Folder is null, NoFolder);
        var store = Open(Folder);
        await store.PutAsync(Key, Bytes.Random(100_000));
        await Should.ThrowAsync<StoreFullException>(() => store.PutAsync(Key, Bytes.Random(Length)));
        await Should.ThrowAsync<StoreFullException>(() => store.PutAsync(Key + "2", Bytes.Random(Length)));

        (await store.ReadAllAsync(Key)).ShouldBe(Bytes.Random(100_000));
        (await store.ExistsAsync(Key + "2", default)).ShouldBeFalse();
        Directory.EnumerateFiles(Folder, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
        await store.PutAsync(Key, Bytes.Random(200_000));
        (await store.ReadAllAsync(Key)).ShouldBe(Bytes.Random(200_000));
    }

    /// <summary>The store of a folder as a process sees it that starts now.</summary>
    internal static IBlobStore Open(string folder)
    {
        var keys = Path.Combine(folder, "keys");
        var vault = new FileKeyVault(keys, TimeProvider.System);
        return new EncryptingBlobStore(
            new FolderBlobStore(Path.Combine(folder, "blobs")), new AgencyKeys(keys, vault, TimeProvider.System));
    }

    /// <summary>Starts this program as a child that runs one of these.</summary>
    internal static Process Start(string name, string folder, params string[] launcher)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DigitalDocs.Platform.Tests");
        string[] command =
        [
            .. launcher, program, "-explicit", "only", "-method", $"{typeof(BlobChild).FullName}.{name}", "-noColor",
        ];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = folder },
        })!;
    }

    /// <summary>Gives some content, leaves a mark, and then nothing more for longer than any test waits.</summary>
    private sealed class StuckStream(byte[] content, string mark) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                await File.WriteAllTextAsync(mark, "", cancellationToken);
                await Task.Delay(TimeSpan.FromMinutes(2), cancellationToken);
            }

            return Read(buffer.Span);
        }
    }
}
