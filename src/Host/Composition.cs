using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Host;

/// <summary>Builds the process: configuration in its order of precedence, the platform, the chosen services.</summary>
internal static class Composition
{
    private const string EnvironmentPrefix = "DD_";
    private const string DefaultUrls = "http://localhost:8080";

    /// <param name="arguments">Configuration from the command line: <c>--Section:Key=value</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string[] arguments, ServiceCatalogue catalogue)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        AddSources(builder.Configuration, arguments);
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]))
        {
            builder.Configuration["Urls"] = DefaultUrls;
        }

        builder.WebHost.UseUrls(builder.Configuration["Urls"]!.Split(';'));
        builder.AddPlatform(catalogue);
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder, ServiceCatalogue catalogue)
    {
        var app = builder.Build();
        app.UsePlatform(catalogue);
        return app;
    }

    // appsettings.json < environment < command line < mounted files: secrets that an orchestrator mounts win.
    private static void AddSources(ConfigurationManager configuration, string[] arguments)
    {
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddCommandLine(arguments);
        if (Environment.GetEnvironmentVariable("DD_CONFIG_DIR") is { Length: > 0 } folder)
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
    }
}
