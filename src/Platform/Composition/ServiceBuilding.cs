using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Composition;

/// <summary>What a service's <c>Register</c> needs beyond the container: whose turn it is, and checked options.</summary>
public static class ServiceBuilding
{
    private const string CurrentService = "DigitalDocs.CurrentService";

    /// <summary>Registers every hosted service; registrations made meanwhile know which service they belong to.</summary>
    public static void AddServices(this IHostApplicationBuilder builder, ServiceCatalogue catalogue)
    {
        builder.Services.AddSingleton(catalogue);
        builder.RegisterServices(catalogue.Hosted);
    }

    internal static void RegisterServices(this IHostApplicationBuilder builder, IEnumerable<ServiceEntry> services)
    {
        foreach (var service in services)
        {
            builder.Properties[CurrentService] = service.Name;
            service.Register(builder);
        }

        builder.Properties.Remove(CurrentService);
    }

    /// <summary>The service being registered.</summary>
    public static string ServiceName(this IHostApplicationBuilder builder) =>
        builder.Properties.TryGetValue(CurrentService, out var name)
            ? (string)name
            : throw new InvalidOperationException("Only a service's Register may ask which service it is.");

    /// <summary>
    /// Binds a section to options that are validated with all others before the first request, and lists them for
    /// <c>print-config</c> and the generated configuration page.
    /// </summary>
    public static T AddCheckedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class, new()
    {
        if (!builder.Services.Any(service => service.ImplementationInstance is OptionsSection s && s.Type == typeof(T)))
        {
            builder.Services.AddSingleton(new OptionsSection(section, typeof(T)));
            builder.Services.AddOptions<T>()
                .Bind(builder.Configuration.GetSection(section))
                .ValidateDataAnnotations()
                .ValidateOnStart();
        }

        // Registration itself may depend on a setting (which adapter). A value that does not bind is reported by the
        // validation at start, together with everything else that is wrong.
        try
        {
            return builder.Configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException)
        {
            return new T();
        }
    }
}

/// <summary>A section of the configuration and the class that describes it.</summary>
public sealed record OptionsSection(string Section, Type Type);

/// <summary>Marks a setting that is never printed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>One of a closed list of names; the message lists them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] names) : ValidationAttribute
{
    public IReadOnlyList<string> Names => names;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || names.Contains(value as string)
            ? ValidationResult.Success
            : new ValidationResult(
                $"'{value}' is not known for {validationContext.DisplayName}. Known: {string.Join(", ", names)}.",
                [validationContext.MemberName ?? ""]);
}
