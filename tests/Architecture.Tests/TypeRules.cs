using System.Reflection;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Architecture.Tests;

/// <summary>What is wrong with types; each rule returns a line per violation, so that a wrong sample can prove it.</summary>
internal static class TypeRules
{
    /// <summary>Only the service class of a service is public.</summary>
    public static IEnumerable<string> PublicBesidesService(IEnumerable<Type> types) =>
        from type in types
        where type.IsVisible && !type.IsAssignableTo(typeof(IService))
        select $"{type.FullName} is public";

    /// <summary>A class that nobody derives from is sealed.</summary>
    public static IEnumerable<string> NotSealed(IReadOnlyCollection<Type> types)
    {
        var bases = types.Select(type => type.BaseType).OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        return from type in types
               where type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type)
               select $"{type.FullName} is not sealed";
    }

    /// <summary>Methods that return something to await end in Async; a token comes last and is called ct.</summary>
    public static IEnumerable<string> AsyncNames(IEnumerable<Type> types) =>
        from type in types
        where !type.IsAssignableTo(typeof(Delegate))
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.Name.Contains('<', StringComparison.Ordinal) && !method.IsSpecialName && !GivenByOthers(type, method)
        from wrong in Wrong(type, method)
        select wrong;

    /// <summary>Interfaces with fewer than two implementations.</summary>
    public static IReadOnlyDictionary<string, int> ImplementationCounts(IReadOnlyCollection<Type> types) =>
        types.Where(type => type.IsInterface).ToDictionary(
            face => face.FullName!,
            face => types.Count(type => type.IsClass && !type.IsAbstract && Implements(type, face)));

    public static IEnumerable<string> WideInterfaces(IEnumerable<Type> types, int most) =>
        from type in types
        where type.IsInterface && type.GetMethods().Count(method => !method.IsSpecialName && method.IsAbstract) > most
        select $"{type.FullName} has more than {most} methods";

    private static bool Implements(Type type, Type face) => type.GetInterfaces().Any(
        implemented => implemented == face || (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == face));

    private static IEnumerable<string> Wrong(Type type, MethodInfo method)
    {
        var name = $"{type.FullName}.{method.Name}";
        if (IsAwaitable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            yield return $"{name} does not end in Async";
        }

        var parameters = method.GetParameters();
        var token = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        if (token >= 0 && !parameters.Skip(token + 1).All(parameter => parameter.HasDefaultValue))
        {
            yield return $"{name} does not take its CancellationToken last";
        }

        if (token >= 0 && parameters[token].Name is not ("ct" or "cancellationToken" or "stoppingToken"))
        {
            yield return $"{name} calls its CancellationToken {parameters[token].Name}, not ct";
        }
    }

    // Overrides and implementations of foreign interfaces have the names that the framework gave them.
    private static bool GivenByOthers(Type type, MethodInfo method)
    {
        if (method.GetBaseDefinition().DeclaringType != type)
        {
            return true;
        }

        return !type.IsInterface && type.GetInterfaces()
            .Where(face => face.Namespace?.StartsWith("DigitalDocs", StringComparison.Ordinal) != true)
            .Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method));
    }

    private static bool IsAwaitable(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
