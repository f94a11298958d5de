using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>What a form says to those who fill it in; none of it is a value.</summary>
internal static class PrintedWords
{
    private static readonly Regex Instruction = Patterns.Of(
        @"\b(?:see\s+(?:the\s+)?(?:separate\s+)?instructions?|if\s+(?:different|any|applicable|known|joint)|entry\s+is\s+required|is\s+required\b|for\s+a\s+sole|owner['’]?s\s+name|street\s+address|"
        + @"city\s+or\s+town|zip\s+code|zip\s+or\s+foreign|telephone\s+no|including\s+apt|number,?\s+street|apt\.?\s+or\s+suite|suite\s+no|print\s+or\s+type|type\s+or\s+print|please\s+(?:print|type|enter|read|sign)|"
        + @"do\s+not\s+(?:write|enter|file|use|send|leave)|check\s+(?:the|one|all|only|if|here|appropriate|box)|as\s+shown\s+(?:on|in)|shown\s+on\s+(?:your|line|return|form)|omb\s+no|department\s+of\s+the\s+treasury|"
        + @"internal\s+revenue\s+service|instructions\s+for|must\s+(?:be|match|enter|file|sign)|attach\s+(?:to|form|additional)|this\s+(?:form|is\s+important)|first\s+name\s+and|individual/sole|[cs]\s+corporation|part\s+[ivx]+\b|on\s+line\s+\d|box\s+\d|middle\s+initial|last\s+name)\b"
        + @"|^\W*(?:see|above|below|name|required|instructions?|signature|date)\W*$"
        + @"|^\s*\(?(?:enter|see|check|attach|print|type|list|include|specify|select|write)\s+(?:the|your|name|all|one|in|only|if|here|each|any|amount|number|below|a|an)\b");

    public static bool AreInstruction(string text) => Instruction.IsMatch(text);
}
