using System.Globalization;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Search.Indexing;

/// <summary>Numbers and dates of fields as one comparable number.</summary>
internal static class FieldNumber
{
    public static double? Read(string type, string text) => type switch
    {
        FieldTypes.Date => Day(text),
        FieldTypes.Money or FieldTypes.Decimal or FieldTypes.Integer => Number(text),
        _ => null,
    };

    /// <summary>An amount as people and machines write it; null when there is none.</summary>
    public static double? Number(string text)
    {
        var digits = text.Replace(",", "", StringComparison.Ordinal).Replace("USD", "", StringComparison.OrdinalIgnoreCase)
            .Trim(' ', '$', '%', '€', '£');
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    /// <summary>A date as the number yyyymmdd.</summary>
    public static double? Day(string text)
    {
        return DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day)
            ? Day(day.ToDateTime(TimeOnly.MinValue))
            : null;
    }

    public static double Day(DateTime day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}
