using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace DigitalDocs.Web.Layout;

public sealed partial class MainLayout : IAsyncDisposable
{
    private DotNetObjectReference<MainLayout>? _self;
    private bool _working;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private LiveEvents Live { get; set; } = null!;

    [Inject]
    private Uploads Uploads { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private Shell Shell { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        Session.Changed -= OnSessionChanged;
        Live.StateChanged -= StateHasChanged;
        Live.Received -= FollowUploadsAsync;
        Navigation.LocationChanged -= OnLocationChanged;
        if (_self is not null)
        {
            await Shell.IgnoreKeysAsync();
            _self.Dispose();
        }
    }

    [JSInvokable]
    public async Task OnKeyAsync(string key)
    {
        if (key.StartsWith("go:", StringComparison.Ordinal))
        {
            Navigation.NavigateTo(key[3..]);
        }
        else if (key == "help")
        {
            await ShowHelpAsync();
        }
        else
        {
            await Dialogs.ShowAsync<PaletteDialog>(ShellTexts.Anywhere, new DialogOptions
            {
                NoHeader = true,
                MaxWidth = MaxWidth.Small,
                FullWidth = true,
                Position = DialogPosition.TopCenter,
                CloseOnEscapeKey = true,
            });
        }
    }

    protected override void OnInitialized()
    {
        Session.Changed += OnSessionChanged;
        Live.StateChanged += StateHasChanged;
        Live.Received += FollowUploadsAsync;
        Navigation.LocationChanged += OnLocationChanged;
        SendToSignIn();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Session.SignedIn && !_working)
        {
            _working = true;
            await Uploads.ResumeAsync(await Rights.MayAsync(Permissions.DocumentsCreate, CancellationToken.None));
            await Live.StartAsync();
            _self = DotNetObjectReference.Create(this);
            await Shell.ListenForKeysAsync(_self);
        }
    }

    private async Task ShowHelpAsync() => await Dialogs.ShowAsync<HelpDialog>(ShellTexts.Keys);

    private Task FollowUploadsAsync(StreamMessage message)
    {
        Uploads.Follow(message);
        return Task.CompletedTask;
    }

    private async void OnSessionChanged()
    {
        if (!Session.SignedIn)
        {
            await Live.StopAsync();
            await Uploads.StopAsync();
            _working = false;
            SendToSignIn();
        }

        StateHasChanged();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _boundary?.Recover();

    private void SendToSignIn()
    {
        if (!Session.SignedIn)
        {
            var here = Navigation.ToBaseRelativePath(Navigation.Uri);
            var back = here.Length == 0 ? string.Empty : $"?return={Uri.EscapeDataString("/" + here)}";
            Navigation.NavigateTo($"/sign-in{back}", replace: true);
        }
    }
}
