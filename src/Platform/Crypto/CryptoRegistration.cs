using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Crypto;

public static class CryptoRegistration
{
    /// <summary>
    /// Keys and what is built on them: <see cref="AgencyKeys"/>, <see cref="SigningKeys"/>, <see cref="FieldCipher"/>,
    /// <see cref="BlindIndex"/>, <see cref="OpaqueToken"/>. May be called several times.
    /// </summary>
    public static IHostApplicationBuilder AddCrypto(this IHostApplicationBuilder builder)
    {
        var folder = Path.Combine(builder.DataFolder(), "keys");
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IKeyVault>(s => new FileKeyVault(folder, s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new AgencyKeys(
            folder, s.GetRequiredService<IKeyVault>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new SigningKeys(
            folder, s.GetRequiredService<IKeyVault>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<FieldCipher>();
        services.TryAddSingleton<BlindIndex>();
        services.TryAddSingleton<OpaqueToken>();
        return builder;
    }
}
