using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Storage.Resumable;

/// <summary>For clients that can send POST only: the header says which method is meant.</summary>
internal static class OverrideMethod
{
    public static Task<IResult> HandleAsync(
        Guid id,
        HttpContext context,
        AppendToUpload append,
        UploadDesk desk,
        StorageDb db,
        UploadPieces pieces,
        TimeProvider clock) =>
        context.Request.Headers[Tus.MethodOverride].ToString() switch
        {
            "PATCH" => AppendToUpload.HandleAsync(id, context, append),
            "DELETE" => TerminateUpload.HandleAsync(id, desk, db, pieces, clock, context.RequestAborted),
            "HEAD" => ReadUploads.HeadAsync(id, context, desk, context.RequestAborted),
            _ => Task.FromResult<IResult>(UploadRefusals.MethodUnknown.ToProblem()),
        };
}
