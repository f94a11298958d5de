using System.Runtime.CompilerServices;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// Processes of this suite live for seconds: code that is compiled anew for the hours to come only takes the time of the
/// tests. Set for them alone, because what is measured elsewhere must run as it does at an agency.
/// </summary>
internal static class ShortLives
{
    [ModuleInitializer]
    internal static void Expect()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountThreshold", "1388"); // Hexadecimal: 5000 calls.
    }
}
