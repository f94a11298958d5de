namespace DigitalDocs.Contracts.Tests;

/// <summary>Makes the same instance of any contract every time: every member set, one element in each list.</summary>
internal static class Samples
{
    public static object Of(Type type) => Value(type, type.Name, 0);

    private static object Value(Type type, string name, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > 8)
        {
            throw new InvalidOperationException($"{type} contains itself.");
        }

        return Simple(type, name) ?? List(type, name, depth) ?? Record(type, depth);
    }

    private static object? Simple(Type type, string name) => type switch
    {
        _ when type == typeof(string) => char.ToLowerInvariant(name[0]) + name[1..],
        _ when type == typeof(Guid) => new Guid($"01990000-0000-7000-8000-{name.Length:d12}"),
        _ when type == typeof(int) => name.Length,
        _ when type == typeof(long) => (long)name.Length,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ => null,
    };

    private static Array? List(Type type, string name, int depth)
    {
        var element = type.IsArray
            ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : null;
        if (element is null)
        {
            return null;
        }

        var list = Array.CreateInstance(element, 1);
        list.SetValue(Value(element, name, depth + 1), 0);
        return list;
    }

    private static object Record(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} cannot be made.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, p.Name!, depth + 1))]);
    }
}
