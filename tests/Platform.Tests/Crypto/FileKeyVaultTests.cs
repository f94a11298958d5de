using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Crypto;

public sealed class FileKeyVaultTests : KeyVaultContract, IDisposable
{
    private readonly KeyFolder _folder = new();
    private readonly FileKeyVault _vault;

    public FileKeyVaultTests() => _vault = _folder.Vault();

    protected override IKeyVault Vault => _vault;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Processes_that_start_at_once_agree_on_the_master_key()
    {
        var names = Enumerable.Range(0, 32).AsParallel().WithDegreeOfParallelism(16)
            .Select(_ => _folder.Vault().Wrap([1], "a").MasterKey).ToHashSet();

        names.Count.ShouldBe(1);
    }

    [Fact]
    public void A_rotation_by_one_process_is_seen_by_another()
    {
        var other = _folder.Vault();
        other.Wrap([1], "a");
        var name = _vault.Rotate();

        other.Wrap([1], "a").MasterKey.ShouldBe(name);
    }

    [Fact]
    public void Key_files_are_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no modes on Windows");
        _folder.Agencies().Active(Guid.CreateVersion7());
        _ = _folder.Signing().Active;

        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        files.Select(Path.GetExtension).Count(e => e == ".json").ShouldBe(3);
        files.ShouldAllBe(f => new FileInfo(f).UnixFileMode == mode);
        new DirectoryInfo(_folder.Path).UnixFileMode.ShouldBe(mode | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_damaged_key_file_is_an_error_and_is_not_replaced()
    {
        _vault.Wrap([1], "a");
        var path = Path.Combine(_folder.Path, "master.json");
        File.WriteAllText(path, "{ broken");

        Should.Throw<System.Text.Json.JsonException>(() => _folder.Vault().Wrap([1], "a"));
        Should.Throw<System.Text.Json.JsonException>(() => _folder.Vault().Rotate());
        File.ReadAllText(path).ShouldBe("{ broken");
    }
}
