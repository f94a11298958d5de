using System.Reflection;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Architecture.Tests;

/// <summary>The assemblies that the rules are about.</summary>
internal static class Product
{
    public static Assembly Contracts => typeof(Contracts.Events.IEvent).Assembly;

    public static Assembly Platform => typeof(IService).Assembly;

    public static IReadOnlyList<Assembly> Services { get; } =
        [.. Host.Services.All.Select(service => service.Register.Method.Module.Assembly).Distinct()];

    public static IReadOnlyList<Assembly> All { get; } = [Contracts, Platform, .. Services, typeof(Host.Services).Assembly];

    /// <summary>Types that people wrote: nothing that the compiler made.</summary>
    public static IEnumerable<Type> Written(this IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    public static bool IsWritten(Type type) =>
        !type.FullName!.Contains('<', StringComparison.Ordinal)
        && type.Namespace?.StartsWith("DigitalDocs", StringComparison.Ordinal) == true
        && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && !typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type)
        && type.DeclaringType?.FullName?.Contains("JsonContext", StringComparison.Ordinal) != true;
}
