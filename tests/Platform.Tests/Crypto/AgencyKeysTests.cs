using System.Security.Cryptography;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Crypto;

public sealed class AgencyKeysTests : IDisposable
{
    private readonly Guid _agency = Guid.CreateVersion7();
    private readonly KeyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_agency_and_each_purpose_has_its_own_key()
    {
        var keys = _folder.Agencies();
        var seen = new[]
        {
            keys.Active(_agency).Derive("a"), keys.Active(_agency).Derive("b"),
            keys.Active(Guid.CreateVersion7()).Derive("a"), keys.Active(AgencyKeys.Installation).Derive("a"),
        };

        seen.Select(Convert.ToHexString).Distinct().Count().ShouldBe(seen.Length);
    }

    [Fact]
    public void A_rotation_keeps_the_older_keys_and_is_seen_by_others()
    {
        var (one, other) = (_folder.Agencies(), _folder.Agencies());
        var first = other.Active(_agency);
        var rotated = one.Rotate(_agency);

        other.Active(_agency).Id.ShouldBe(rotated);
        other.First(_agency).Id.ShouldBe(first.Id);
        other.All(_agency).Select(k => k.Id).ShouldBe([rotated, first.Id]);
        one.Find(_agency, first.Id).Derive("x").ShouldBe(first.Derive("x"));
    }

    [Fact]
    public void Wrapping_anew_makes_older_master_keys_needless()
    {
        var keys = _folder.Agencies();
        var before = keys.Active(_agency).Derive("x");
        var master = _folder.Vault().Rotate();
        keys.RewrapAll().ShouldBe(1);

        var file = File.ReadAllText(Path.Combine(_folder.Path, "agencies", $"{_agency}.json"));
        file.ShouldContain(master);
        file.Split("masterKey").Length.ShouldBe(2);
        _folder.Agencies().Active(_agency).Derive("x").ShouldBe(before);
    }

    [Fact]
    public void The_key_file_of_one_agency_does_not_serve_another()
    {
        var other = Guid.CreateVersion7();
        _folder.Agencies().Active(_agency);
        var files = Path.Combine(_folder.Path, "agencies");
        File.Copy(Path.Combine(files, $"{_agency}.json"), Path.Combine(files, $"{other}.json"));

        Should.Throw<CryptographicException>(() => _folder.Agencies().Active(other));
    }

    [Fact]
    public void Asking_for_a_key_that_nobody_made_makes_none()
    {
        Should.Throw<CryptographicException>(() => _folder.Agencies().Find(_agency, Guid.CreateVersion7()));
        Directory.Exists(_folder.Path).ShouldBeFalse();
    }
}
