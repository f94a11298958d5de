using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Admin;

public sealed partial class ColleagueListPage : IDisposable
{
    private static readonly DialogOptions Wide = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseButton = true };
    private readonly CancellationTokenSource _leaving = new();
    private readonly Listing<UserDto> _list = new(person => person.Id);
    private string? _words;
    private Problem? _problem;
    private bool _mayManage;

    [Inject]
    private UsersClient Client { get; set; } = null!;

    [Inject]
    private Rights Rights { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _mayManage = await Rights.MayAsync(Permissions.UsersManage, _leaving.Token);
        await LoadAsync();
    }

    private bool IsMe(UserDto person) => person.Id == Session.User?.Id;

    // Who runs the installation is managed by those who do so too.
    private bool MayManage(UserDto person) => _mayManage
        && (!person.Roles.Contains(RoleNames.PlatformAdmin) || Session.Agency?.Roles.Contains(RoleNames.PlatformAdmin) == true);

    private async Task LoadAsync()
    {
        _problem = _list.Begin(await Client.FindAsync(_words, _list.Limit, null, _leaving.Token));
        StateHasChanged();
    }

    private async Task LoadMoreAsync() =>
        _problem = _list.GoOn(await Client.FindAsync(_words, _list.Limit, _list.Cursor, _leaving.Token));

    private Task FindAsync(ChangeEventArgs change)
    {
        _words = change.Value?.ToString();
        _list.Clear();
        return LoadAsync();
    }

    private async Task AddAsync()
    {
        var dialog = await Dialogs.ShowAsync<ColleagueDialog>(ColleagueTexts.Add, Wide);
        if (await dialog.Result is not { Canceled: false, Data: CreatedUserAnswer added })
        {
            return;
        }

        await LoadAsync();
        Snackbar.Add(ColleagueTexts.Added(added.User.Name), Severity.Success);
        if (added.PasswordLink is { } link)
        {
            await ShowLinkAsync(added.User, link);
        }
        else
        {
            Snackbar.Add(ColleagueTexts.LinkMissing, Severity.Warning);
        }
    }

    private async Task ChangeRolesAsync(UserDto person)
    {
        var dialog = await Dialogs.ShowAsync<RolesDialog>(
            person.Name, new DialogParameters<RolesDialog> { { dialog => dialog.Person, person } }, Wide);
        if (await dialog.Result is { Canceled: false })
        {
            await LoadAsync();
            Snackbar.Add(ColleagueTexts.Changed(person.Name), Severity.Success);
        }
    }

    private async Task NewLinkAsync(UserDto person)
    {
        var answer = await Client.PasswordLinkAsync(person.Id, _leaving.Token);
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            await ShowLinkAsync(person, answer.Value);
        }
    }

    private async Task DeactivateAsync(UserDto person)
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            ColleagueTexts.SureTitle(person.Name), ColleagueTexts.SureText,
            yesText: ColleagueTexts.Deactivate, cancelText: CommonTexts.Cancel);
        if (sure is true)
        {
            Tell(await Client.DeactivateAsync(person.Id, _leaving.Token), ColleagueTexts.Ended(person.Name));
            await ReloadUnlessRefusedAsync();
        }
    }

    private async Task ReactivateAsync(UserDto person)
    {
        Tell(await Client.SetRolesAsync(person.Id, person.Roles, _leaving.Token), ColleagueTexts.GivenBack(person.Name));
        await ReloadUnlessRefusedAsync();
    }

    private void Tell<T>(Answer<T> answer, string done)
    {
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            Snackbar.Add(done, Severity.Success);
        }
    }

    // A refusal stays on the page until something else is tried.
    private Task ReloadUnlessRefusedAsync() => _problem is null ? LoadAsync() : Task.CompletedTask;

    private Task ShowLinkAsync(UserDto person, PasswordLinkAnswer link) => Dialogs.ShowAsync<PasswordLinkDialog>(
        ColleagueTexts.LinkTitle,
        new DialogParameters<PasswordLinkDialog>
        {
            { dialog => dialog.Name, person.Name },
            { dialog => dialog.Link, link },
        },
        Wide);
}
