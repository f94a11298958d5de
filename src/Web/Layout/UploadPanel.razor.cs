using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Layout;

public sealed partial class UploadPanel : IDisposable
{
    /// <summary>A folder of thousands must not make thousands of rows.</summary>
    private const int Shown = 60;
    private bool _folded;

    [Inject]
    private Uploads Uploads { get; set; } = null!;

    private IEnumerable<UploadItem> Newest => Uploads.Items
        .OrderBy(item => item.Phase switch
        {
            UploadPhase.Sending or UploadPhase.Paused or UploadPhase.Missing => 0,
            UploadPhase.Failed or UploadPhase.Refused => 1,
            UploadPhase.Waiting => 2,
            _ => 3,
        })
        .Take(Shown);

    private string Headline
    {
        get
        {
            var all = Uploads.Items.Count;
            var ended = Uploads.Items.Count(item => item.Ended);
            var troubled = Uploads.Items.Count(item => item.Phase is UploadPhase.Failed or UploadPhase.Refused);
            var files = all == 1 ? "1 file" : $"{all} files";
            if (ended < all)
            {
                return $"Adding {files} · {ended} done";
            }

            return troubled == 0 ? $"{files} added" : $"{all - troubled} added, {troubled} not";
        }
    }

    public void Dispose() => Uploads.Changed -= StateHasChanged;

    protected override void OnInitialized() => Uploads.Changed += StateHasChanged;
}
