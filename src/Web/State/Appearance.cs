namespace DigitalDocs.Web.State;

public enum Scheme
{
    System,
    Light,
    Dark,
}

/// <summary>Light or dark: as the system says, or as the person chose.</summary>
public sealed class Appearance(Shell shell)
{
    private const string Key = "dd.theme";
    private bool _systemDark;

    public event Action? Changed;

    public Scheme Scheme { get; private set; }

    public bool Dark => Scheme == Scheme.Dark || (Scheme == Scheme.System && _systemDark);

    public async Task StartAsync(bool systemDark)
    {
        _systemDark = systemDark;
        Scheme = await shell.ReadAsync(Key) switch
        {
            "light" => Scheme.Light,
            "dark" => Scheme.Dark,
            _ => Scheme.System,
        };
        await ApplyAsync();
    }

    public async Task OnSystemChangedAsync(bool dark)
    {
        _systemDark = dark;
        await ApplyAsync();
    }

    public async Task ChooseAsync(Scheme scheme)
    {
        Scheme = scheme;
        await shell.SaveAsync(Key, scheme.ToString().ToLowerInvariant());
        await ApplyAsync();
    }

    private async Task ApplyAsync()
    {
        await shell.SetSchemeAsync(Dark);
        Changed?.Invoke();
    }
}
