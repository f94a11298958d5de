using Xunit;

namespace DigitalDocs.Testing;

/// <summary>
/// What a test needs of the machine. Absent: a visible skip with the reason, or a failure when
/// <c>DD_TEST_REQUIRE</c> names it.
/// </summary>
public static class Require
{
    private static readonly HashSet<string> Required =
        [.. (Environment.GetEnvironmentVariable("DD_TEST_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A program on the path.</summary>
    /// <returns>Its full path.</returns>
    public static string Program(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Demand(path is not null, name, $"{name} is not installed");
        return path!;
    }

    /// <summary>A setting of the environment, such as <c>DD_TEST_POSTGRES</c>.</summary>
    public static string Engine(string name)
    {
        var variable = $"DD_TEST_{name.ToUpperInvariant()}";
        var value = Environment.GetEnvironmentVariable(variable);
        Demand(!string.IsNullOrEmpty(value), name, $"{variable} is not set");
        return value!;
    }

    /// <summary>Skips when the condition does not hold, or fails when the thing is required.</summary>
    public static void Demand(bool there, string thing, string reason)
    {
        if (there)
        {
            return;
        }

        Assert.False(Required.Contains(thing), $"{reason}, and DD_TEST_REQUIRE asks for {thing}.");
        Assert.Skip(reason);
    }
}
