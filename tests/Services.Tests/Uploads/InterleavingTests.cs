using System.Net;
using System.Security.Cryptography;
using CsCheck;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>
/// Whatever a client does in whatever order, the server stands at an offset before which lie exactly the bytes that were
/// meant for there.
/// </summary>
public sealed class InterleavingTests(UploadsHost host) : IClassFixture<UploadsHost>
{
    private const int Iterations = 25;

    private static readonly Gen<(Act Act, int Size)> Step = Gen.Select(
        Gen.Enum<Act>(), Gen.OneOf(Gen.Int[0, 2000], Gen.Int[60_000, 140_000]));

    private static readonly Gen<(int Length, List<(Act Act, int Size)> Steps)> Course =
        Gen.Select(Gen.Int[1, 400_000], Step.List[1, 14]);

    private static CancellationToken Ct => UploadsHost.Ct;

    private enum Act
    {
        Send,
        SendChecked,
        SendDamaged,
        SendElsewhere,
        SendTwice,
        Cut,
    }

    [Fact]
    public async Task Any_course_of_chunks_retries_and_cuts_ends_in_the_same_file()
    {
        await Course.SampleAsync(
            async course =>
            {
                var sender = host.Sender();
                var bytes = UploadsHost.Bytes(course.Length);
                var upload = await sender.Tus.CreateAsync(bytes.Length, Ct);
                foreach (var (act, size) in course.Steps)
                {
                    await DoAsync(sender, upload, bytes, act, size);
                }

                await FinishAsync(sender, upload, bytes);
                var told = await sender.GetAsync(upload);
                told.Status.ShouldBe("done");
                told.Sha256.ShouldBe(UploadsHost.Hash(bytes));
            },
            iter: Iterations,
            threads: 2);
    }

    // A request whose line was cut may still be on its way in: until it is, what stands in its way is a conflict.
    private static async Task DoAsync(Sender sender, string upload, byte[] bytes, Act act, int size)
    {
        if (act == Act.Cut)
        {
            var from = (int)await sender.Tus.OffsetAsync(upload, Ct);
            var lost = bytes[from..Math.Min(bytes.Length, from + size)];
            if (lost.Length > 1)
            {
                using var cut = new CutContent(lost, lost.Length / 2);
                await Should.ThrowAsync<HttpRequestException>(() => sender.Tus.PatchAsync(upload, from, cut, Ct));
            }

            return;
        }

        await Eventually.TrueAsync(
            async () =>
            {
                var offset = (int)await sender.Tus.OffsetAsync(upload, Ct);
                var chunk = bytes[offset..Math.Min(bytes.Length, offset + size)];
                return await SendAsync(sender, upload, offset, chunk, act);
            },
            $"{act}",
            Ct);
    }

    /// <returns>False when somebody else was sending.</returns>
    private static async Task<bool> SendAsync(Sender sender, string upload, int offset, byte[] chunk, Act act)
    {
        switch (act)
        {
            case Act.SendElsewhere:
                using (var answer = await sender.Tus.PatchAsync(upload, offset + 1_000_000, chunk, Ct))
                {
                    answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                    return true;
                }

            case Act.SendTwice:
                var both = await Task.WhenAll(
                    sender.Tus.PatchAsync(upload, offset, chunk, Ct), sender.Tus.PatchAsync(upload, offset, chunk, Ct));
                both.ShouldAllBe(a => a.StatusCode == HttpStatusCode.NoContent || a.StatusCode == HttpStatusCode.Conflict);
                return both.Any(answer => answer.StatusCode == HttpStatusCode.NoContent);
            default:
                var body = chunk.ToArray();
                var damaged = act == Act.SendDamaged && body.Length > 0;
                if (damaged)
                {
                    body[^1] ^= 1;
                }

                using (var answer = await sender.Tus.PatchAsync(
                    upload, offset, body, Ct, ("Upload-Checksum", act == Act.Send ? "" : Checksum(chunk))))
                {
                    answer.StatusCode.ShouldBeOneOf(
                        damaged ? (HttpStatusCode)460 : HttpStatusCode.NoContent, HttpStatusCode.Conflict);
                    return answer.StatusCode != HttpStatusCode.Conflict;
                }
        }
    }

    // As any client would: asks where it stands and sends the rest, again if a cut request was still being taken.
    private static Task FinishAsync(Sender sender, string upload, byte[] bytes) => Eventually.TrueAsync(
        async () =>
        {
            var offset = (int)await sender.Tus.OffsetAsync(upload, Ct);
            using var answer = await sender.Tus.PatchAsync(upload, offset, bytes[offset..], Ct);
            return answer.StatusCode == HttpStatusCode.NoContent;
        },
        "the upload to be finished",
        Ct);

    private static string Checksum(byte[] chunk) => $"sha256 {Convert.ToBase64String(SHA256.HashData(chunk))}";
}
