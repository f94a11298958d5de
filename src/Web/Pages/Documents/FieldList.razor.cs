using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Pages.Documents;

public sealed partial class FieldList
{
    private int _editing = -1;
    private bool _adding;
    private string? _focus;

    [Inject]
    private Shell Shell { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public DocumentDto Document { get; set; } = null!;

    [Parameter]
    public LitPlace? Lit { get; set; }

    [Parameter]
    public EventCallback<LitPlace> OnLight { get; set; }

    [Parameter]
    [EditorRequired]
    public Func<MetadataRequest, Task<bool>> OnSave { get; set; } = null!;

    private bool MayEdit => Document.Permissions.Contains("edit");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } selector)
        {
            _focus = null;
            await Shell.FocusAsync(selector);
        }
    }

    private void EndEditing(int index)
    {
        _editing = -1;
        _focus = $".fields > li:nth-child({index + 1}) [data-testid=\"field-edit\"], [data-testid=\"field-add\"]";
    }

    private void EndAdding()
    {
        _adding = false;
        _focus = "[data-testid=\"field-add\"]";
    }

    /// <summary>All values of a name are replaced together, so the others are sent along as they are.</summary>
    private async Task ReplaceAsync(int index, JsonNode? value)
    {
        var changed = Document.Fields[index];
        var values = new List<JsonNode?>();
        foreach (var (at, field) in Document.Fields.Index())
        {
            if (field.Name != changed.Name)
            {
                continue;
            }

            if (at != index)
            {
                values.Add(field.Value?.DeepClone());
            }
            else if (value is not null)
            {
                values.Add(value);
            }
        }

        if (await OnSave(new MetadataRequest(Fields: [new FieldEdit(changed.Name, changed.Type, values)])))
        {
            EndEditing(index);
        }
    }

    private async Task AddAsync((string Name, string Type, JsonNode Value) added)
    {
        var values = Document.Fields
            .Where(field => field.Name == added.Name)
            .Select(field => field.Value?.DeepClone())
            .Append(added.Value)
            .ToList();
        if (await OnSave(new MetadataRequest(Fields: [new FieldEdit(added.Name, added.Type, values)])))
        {
            EndAdding();
        }
    }
}
