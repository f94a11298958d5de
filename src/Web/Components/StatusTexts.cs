namespace DigitalDocs.Web.Components;

public static class StatusTexts
{
    /// <summary>The states a document can be narrowed to, in the order in which it goes through them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["received", "scanning", "stored", "processing", "ready", "attention", "quarantined"];

    public static string Name(string status) => status switch
    {
        "received" => "Received",
        "scanning" => "Checking",
        "stored" => "Waiting",
        "processing" => "Reading",
        "ready" => "Ready",
        "attention" => "Needs attention",
        "quarantined" => "Quarantined",
        "refused" => "Refused",
        _ => Format.Words(status),
    };

    public static bool UnderWay(string status) => status is "received" or "scanning" or "stored" or "processing";
}
