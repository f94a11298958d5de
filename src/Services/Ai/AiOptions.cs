using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Ai;

/// <summary>Who answers.</summary>
internal sealed class AiOptions
{
    public const string Section = "Ai";
    public const string Auto = "auto";
    public const string Local = "local";
    public const string Claude = "claude";

    /// <summary><c>auto</c>: Claude when a key is known, else local. Local also answers when Claude cannot.</summary>
    [OneOf(Auto, Local, Claude)]
    public string Provider { get; set; } = Auto;

    /// <summary>Documents that a process analyses at the same time; one place is kept for an agency that has none in work.</summary>
    [Range(1, 64)]
    public int Documents { get; set; } = 4;
}

/// <summary>How Claude is called.</summary>
internal sealed class ClaudeOptions
{
    public const string Section = "Ai:Claude";

    /// <summary>Key of the Messages API; <c>ANTHROPIC_API_KEY</c> is taken where this is empty.</summary>
    [Secret]
    public string? ApiKey { get; set; }

    /// <summary>Where the Messages API is; null for the public one.</summary>
    [Url]
    public string? BaseUrl { get; set; }

    /// <summary>The model that answers.</summary>
    [Required]
    public string Model { get; set; } = "claude-sonnet-5-5";

    /// <summary>How long one answer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How often a call is repeated when the service is busy or broken.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>The longest wait that a busy service may ask for; beyond it the local provider answers.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest text that is sent, in characters; longer documents send their beginning and their end.</summary>
    [Range(1_000, 3_000_000)]
    public int MostCharacters { get; set; } = 400_000;
}
