using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Web.Api;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DigitalDocs.Web.Pages.Transactions;

public sealed partial class TransactionDialog
{
    private TransactionDraft _draft = new();
    private IReadOnlyList<UserDto> _users = [];
    private Problem? _problem;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>The file to change; null makes a new one.</summary>
    [Parameter]
    public TransactionDto? Existing { get; set; }

    [Parameter]
    public string? ETag { get; set; }

    [Inject]
    private TransactionsClient Client { get; set; } = null!;

    [Inject]
    private UsersClient Users { get; set; } = null!;

    private bool HasAddress => !string.IsNullOrWhiteSpace(_draft.Line1);

    protected override async Task OnInitializedAsync()
    {
        _draft = Existing is null ? new TransactionDraft() : TransactionDraft.From(Existing);
        _users = [.. ((await Users.ListAsync(CancellationToken.None)).Value?.Items ?? []).Where(user => user.Active)];
    }

    private void Toggle(Guid user)
    {
        if (!_draft.Members.Remove(user))
        {
            _draft.Members.Add(user);
        }
    }

    private async Task SaveAsync()
    {
        _busy = true;
        var request = _draft.ToRequest();
        var answer = Existing is null
            ? await Client.CreateAsync(request, CancellationToken.None)
            : await Client.ChangeAsync(Existing.Id, request, ETag, CancellationToken.None);
        _busy = false;
        _problem = answer.Problem;
        if (answer.Succeeded)
        {
            Dialog.Close(DialogResult.Ok(answer.Value));
        }
    }
}
