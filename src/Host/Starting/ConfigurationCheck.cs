using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Resilience;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Host.Starting;

/// <summary>Everything that is wrong with a configuration and what it names, found without starting anything.</summary>
internal static class ConfigurationCheck
{
    /// <returns>A line per error; empty when the process may start.</returns>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(
        string targets, string[] arguments, bool offline, CancellationToken ct)
    {
        var catalogue = ServiceCatalogue.Select(Services.All, targets, out var unknown);
        if (unknown is not null)
        {
            return [unknown];
        }

        try
        {
            var builder = Composition.CreateBuilder(arguments, catalogue);
            await using var services = builder.Services.BuildServiceProvider();
            var troubles = offline ? [] : await services.GetRequiredService<EngineProbes>().TroublesAsync(ct);
            return
            [
                .. EdgeSafety.Problems(builder.Configuration, demo: false),
                .. ServiceCopies.Problems(builder.Configuration),
                .. Invalid(services),
                .. troubles.Select(trouble => trouble.ToString()),
            ];
        }
        catch (InvalidOperationException exception)
        {
            return [exception.Message];
        }
    }

    /// <summary>What the options classes themselves find wrong.</summary>
    public static IEnumerable<string> Invalid(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException exception)
        {
            return exception.InnerExceptions.SelectMany(inner =>
                inner is OptionsValidationException invalid ? invalid.Failures : [inner.Message]);
        }
        catch (InvalidOperationException exception)
        {
            // A value that does not bind ("abc" where a number belongs): the binder names the key.
            return [exception.Message];
        }
    }
}
