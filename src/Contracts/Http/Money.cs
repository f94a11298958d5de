namespace DigitalDocs.Contracts.Http;

/// <summary>An amount of money.</summary>
/// <param name="Amount">Decimal with a point, two or more decimals: <c>1234.50</c>.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record MoneyDto(string Amount, string Currency);
