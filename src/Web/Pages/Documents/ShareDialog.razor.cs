using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class ShareDialog
{
    private string _kind = "link";
    private int _days = 7;
    private string _password = string.Empty;
    private string _member = string.Empty;
    private bool _download = true;
    private bool _busy;
    private string? _url;
    private Problem? _problem;
    private IReadOnlyList<ShareDto>? _shares;
    private IReadOnlyList<UserDto> _users = [];

    [Parameter]
    public Guid DocumentId { get; set; }

    [Inject]
    private DocumentsClient Client { get; set; } = null!;

    [Inject]
    private UsersClient Users { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        var users = await Users.ListAsync(CancellationToken.None);
        _users = [.. (users.Value?.Items ?? []).Where(user => user.Active && user.Id != Session.User?.Id)];
    }

    private static string Describe(ShareDto share)
    {
        var parts = new List<string>
        {
            share.Permissions.Contains("download") ? "may view and download" : "may view",
        };
        if (share.HasPassword)
        {
            parts.Add("with password");
        }

        if (share.RevokedAt is { } revoked)
        {
            parts.Add($"revoked {Format.Moment(revoked)}");
        }
        else if (share.ExpiresAt is { } ends)
        {
            parts.Add($"until {Format.Moment(ends)}");
        }

        if (share.Opens > 0)
        {
            parts.Add(share.Opens == 1 ? "opened once" : $"opened {share.Opens} times");
        }

        return string.Join(" · ", parts);
    }

    private bool Over(ShareDto share) => share.RevokedAt is not null || share.ExpiresAt <= Clock.GetUtcNow();

    private string Pressed(string kind) => _kind == kind ? "true" : "false";

    private void Choose(string kind)
    {
        _kind = kind;
        _url = null;
        _problem = null;
    }

    private async Task LoadAsync()
    {
        var answer = await Client.SharesAsync(DocumentId, CancellationToken.None);
        _problem = answer.Problem;
        _shares = [.. (answer.Value?.Items ?? []).OrderBy(Over).ThenByDescending(share => share.CreatedAt)];
    }

    private async Task ShareAsync()
    {
        var with = _kind == "link"
            ? new ShareWith("link")
            : new ShareWith("member", Guid.TryParse(_member, out var id) ? id : null);
        var request = new ShareRequest(
            with,
            _download ? ["view", "download"] : ["view"],
            _kind == "link" && _days > 0 ? Clock.GetUtcNow().AddDays(_days) : null,
            _kind == "link" && _password.Length > 0 ? _password : null);
        _busy = true;
        var answer = await Client.ShareAsync(DocumentId, request, CancellationToken.None);
        _busy = false;
        if (answer.Succeeded)
        {
            await LoadAsync();
            _url = answer.Value.Url;
        }

        _problem = answer.Problem;
    }

    private async Task RevokeAsync(ShareDto share)
    {
        var answer = await Client.RevokeAsync(DocumentId, share.Id, CancellationToken.None);
        if (answer.Succeeded)
        {
            _url = null;
            Snackbar.Add(ShareTexts.Revoked, Severity.Success);
            await LoadAsync();
        }

        _problem = answer.Problem ?? _problem;
    }
}
