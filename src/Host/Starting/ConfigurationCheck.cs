using DigitalDocs.Platform.Composition;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Host.Starting;

/// <summary>Everything that is wrong with a configuration, found without starting anything.</summary>
internal static class ConfigurationCheck
{
    /// <returns>A line per error; empty when the process may start.</returns>
    public static IReadOnlyList<string> Errors(string targets, string[] arguments, bool demo)
    {
        var catalogue = ServiceCatalogue.Select(Services.All, targets, out var unknown);
        if (unknown is not null)
        {
            return [unknown];
        }

        try
        {
            var builder = Composition.CreateBuilder(arguments, catalogue);
            using var services = builder.Services.BuildServiceProvider();
            return [.. EdgeSafety.Problems(builder.Configuration, demo), .. Invalid(services)];
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
