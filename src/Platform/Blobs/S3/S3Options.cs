using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Blobs;

/// <summary>An S3 bucket and how patiently it is spoken to.</summary>
public sealed class S3Options : IValidatableObject
{
    /// <summary>Address of the server, such as <c>https://minio.example:9000</c>; empty: AWS in the region.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the bucket; it must exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Access key; empty: what the machine offers (environment, profile, instance role).</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Secret key; set together with the access key.</summary>
    [Secret]
    public string SecretKey { get; set; } = "";

    /// <summary>Region that requests are signed for.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Put before every key, so that a bucket may be shared: <c>digitaldocs/</c>; empty: nothing.</summary>
    [RegularExpression("^([A-Za-z0-9_-][A-Za-z0-9._-]*/)*$", ErrorMessage = "A prefix is path segments, each ended by a slash.")]
    public string Prefix { get; set; } = "";

    /// <summary>Bucket in the path instead of the host name: what most servers besides AWS need.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>How long one attempt may take before its bytes count: 64 kB/s are added to it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long attempts go on in all, again without the time that bytes take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Further attempts after a failure that may pass; the wait doubles from 0.2 s, with jitter.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Bytes of a part; a smaller file goes in one request. Later parts of very large files are larger.</summary>
    [Range(5 << 20, 512 << 20)]
    public int PartSize { get; set; } = 8 << 20;

    /// <summary>Parts on their way at once in this process: this many parts, and one per upload, are held in memory.</summary>
    [Range(1, 1000)]
    public int PartsAtOnce { get; set; } = 16;

    /// <summary>Uploads in parts that nobody completed are removed from the server after this time.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00")]
    public TimeSpan AbortPartsAfter { get; set; } = TimeSpan.FromDays(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0
            && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return new($"Endpoint '{Endpoint}' is not an address such as https://minio.example:9000.", [nameof(Endpoint)]);
        }

        if (Bucket.Length == 0)
        {
            yield return new("Bucket is missing.", [nameof(Bucket)]);
        }

        if (AccessKey.Length == 0 != (SecretKey.Length == 0))
        {
            yield return new("AccessKey and SecretKey are set together, or neither.", [nameof(SecretKey)]);
        }
    }
}
