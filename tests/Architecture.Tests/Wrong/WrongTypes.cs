namespace DigitalDocs.Architecture.Tests.Wrong;

// Each of these breaks one rule, so that the rule can be seen to fail.
public static class PublicHelper;

internal class OpenThing;

internal sealed class ClosedThing : OpenThing;

internal interface ILonely;

internal sealed class Lonely : ILonely;

internal interface IWide
{
    void One();

    void Two();

    void Three();

    void Four();

    void Five();

    void Six();

    void Seven();

    void Eight();
}

internal static class BadlyNamed
{
    public static Task Load() => Task.CompletedTask;

#pragma warning disable CA1068 // Wrong on purpose: the rule is proven on it.
    public static Task SaveAsync(CancellationToken ct, int what) => Task.Delay(what, ct);
#pragma warning restore CA1068

    public static Task SendAsync(CancellationToken token) => Task.Delay(1, token);
}
