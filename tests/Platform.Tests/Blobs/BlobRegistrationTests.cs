using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Leases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

public sealed class BlobRegistrationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_registered_store_encrypts_into_the_data_folder()
    {
        using var host = Build();
        var store = host.Services.GetRequiredService<IBlobStore>();
        var key = BlobKey.DocumentVersion(Guid.CreateVersion7(), Guid.CreateVersion7(), 1) + "/original";
        await store.PutAsync(key, [1, 2, 3]);

        (await store.ReadAllAsync(key)).ShouldBe([1, 2, 3]);
        new FileInfo(Path.Combine(_folder.File("data/blobs"), key)).Length.ShouldBe(SegmentFormat.HeaderSize + 3 + 16);
    }

    [Fact]
    public void Everything_can_be_resolved()
    {
        using var host = Build();
        foreach (var type in new[]
        {
            typeof(FieldCipher), typeof(BlindIndex), typeof(OpaqueToken), typeof(SigningKeys), typeof(ICounters),
            typeof(ILeases), typeof(Microsoft.Extensions.Caching.Hybrid.HybridCache),
        })
        {
            host.Services.GetRequiredService(type).ShouldNotBeNull();
        }
    }

    [Fact]
    public void An_unknown_provider_is_refused_with_the_known_ones()
    {
        using var host = Build(("Blobs:Provider", "floppy"));
        var error = Should.Throw<OptionsValidationException>(() => host.Services.GetRequiredService<IBlobStore>());

        error.Message.ShouldContain("floppy");
        error.Message.ShouldContain("folder");
    }

    private IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Data:Folder", _folder.File("data"))).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.AddBlobStore().AddBlobStore().AddPlatformCache().AddLeases();
        return builder.Build();
    }
}
