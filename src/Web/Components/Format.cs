using System.Globalization;

namespace DigitalDocs.Web.Components;

/// <summary>Figures and times as people read them, in the browser's own time zone.</summary>
public static class Format
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Size(long bytes) => Size((double)bytes);

    public static string Size(double bytes)
    {
        var unit = 0;
        while (bytes >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var figure = unit == 0 || bytes >= 100 ? bytes.ToString("0") : bytes.ToString("0.#");
        return $"{figure} {Units[unit]}";
    }

    public static string Percent(double share) => $"{Math.Round(share * 100):0} %";

    /// <summary>"40 s", "12 min", "2 h 5 min".</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.5 } => $"{Math.Round(time.TotalSeconds):0} s",
        { TotalMinutes: < 59.5 } => $"{Math.Round(time.TotalMinutes):0} min",
        _ => $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min",
    };

    public static string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";

    public static string Date(DateOnly date) => date.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset at) =>
        at.ToLocalTime().ToString("MMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>"2 min ago" while it is fresh, then the date.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var past = now - at;
        return past switch
        {
            { TotalSeconds: < 45 } => "just now",
            { TotalMinutes: < 60 } => $"{Math.Max(1, Math.Round(past.TotalMinutes)):0} min ago",
            { TotalHours: < 24 } => $"{Math.Floor(past.TotalHours):0} h ago",
            { TotalDays: < 7 } => $"{Math.Floor(past.TotalDays):0} d ago",
            _ => at.ToLocalTime().ToString(at.Year == now.Year ? "MMM d" : "MMM d, yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"today", "tomorrow", "in 3 days", "2 days ago".</summary>
    public static string Days(DateOnly date, DateOnly today) => (date.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var ahead => $"in {ahead} days",
        var behind => $"{-behind} days ago",
    };

    /// <summary>"Dana Maria Ortiz" becomes "DO".</summary>
    public static string Initials(string? name)
    {
        var parts = (name ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] => "?",
            [var only] => only[..1],
            _ => $"{parts[0][0]}{parts[^1][0]}",
        };
    }

    /// <summary>"monthlyPrincipalAndInterest" becomes "Monthly principal and interest".</summary>
    public static string Words(string camelCase)
    {
        var words = string.Concat(camelCase.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        if (words.Length == 0)
        {
            return words;
        }

        words = words.EndsWith(" id", StringComparison.Ordinal) ? $"{words[..^2]}ID" : words;
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
