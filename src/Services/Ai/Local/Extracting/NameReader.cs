using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Reads the name of a person or firm that begins at a place in running text.</summary>
internal static class NameReader
{
    private const int MostWords = 12;

    private static readonly HashSet<string> HardSuffixes = new(StringComparer.Ordinal)
    {
        "inc", "incorporated", "llc", "ltd", "limited", "lp", "llp", "plc", "corp", "corporation", "gmbh", "pllc", "asa", "bhd",
    };

    private static readonly HashSet<string> FirmWords = new(StringComparer.Ordinal)
    {
        "trust", "company", "sons", "associates", "partners", "co", "loan", "savings", "technology", "coating", "coatings",
        "manufacturing", "services", "investments", "holdings", "development", "television", "communications", "research",
        "chemical", "engineering", "entertainment", "exploration", "production", "refining", "supply", "telegraph", "escrow",
        "abstract", "title", "guaranty", "surety", "casualty", "daughters", "brothers", "commerce", "design", "management",
        "systems", "marketing", "construction", "logistics", "insurance", "retail", "gas", "power", "light", "electric",
    };

    private static readonly HashSet<string> OfWords = new(StringComparer.Ordinal)
    {
        "bank", "university", "board", "trustees", "county", "city", "state", "estate", "church", "college", "department",
        "secretary", "house", "institute", "association", "company", "republic", "town", "village", "society", "commonwealth",
    };

    private static readonly HashSet<string> NotNames = new(StringComparer.Ordinal)
    {
        "this", "agreement", "whereas", "recitals", "background", "witnesseth", "party", "parties", "exhibit", "section", "article",
        "company", "employee", "executive", "distributor", "recipient", "buyer", "seller", "landlord", "tenant", "lessor", "lessee",
        "consultant", "licensee", "licensor", "each", "such", "the", "a", "an", "all", "any", "his", "her", "its", "you", "i", "we",
        "employer", "contractor", "client", "customer", "supplier", "vendor", "grantor", "grantee", "date", "name", "address",
        "effective", "state", "confidential", "now", "therefore", "in", "for", "to", "no", "by", "on", "as", "if", "or", "and",
        "borrower", "lender", "trustee", "beneficiary", "owner", "owners", "purchaser", "dated", "transaction", "information",
        "insured", "undersigned", "witness", "notary", "page", "table", "contents", "dear", "re", "title", "signature", "january",
        "february", "hereinafter", "type", "counterparty", "director", "attorneys", "venue", "evaluation", "nondisclosure",
        "debit", "credit", "debits", "credits", "amount", "charges", "location", "coverage", "policy", "premium", "property", "loan", "account",
        "number", "description", "declarations", "statement", "total", "check", "pay", "period", "case", "file", "census", "see", "enter",
        "material", "both", "subject", "sometimes", "recital", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    };

    /// <summary>The name that begins at the first word from start on; null when none does.</summary>
    public static Found? At(string text, int start, int end)
    {
        var words = WordsFrom(text, start, end);
        if (words.Count > 0 && words[0].Bare is "mr" or "mrs" or "ms" or "dr")
        {
            words.RemoveAt(0);
        }

        var last = -1;
        var hasSuffix = false;
        for (var i = 0; i < words.Count && i < MostWords; i++)
        {
            if (!Continues(words, i, hasSuffix))
            {
                break;
            }

            last = i;
            hasSuffix |= HardSuffixes.Contains(words[i].Bare);
            if (Ends(words, i))
            {
                break;
            }
        }

        while (last >= 0 && IsConnector(words[last].Bare) && words[last].Raw != "&")
        {
            last--;
        }

        return last < 0 ? null : Whole(text, words, last);
    }

    /// <summary>Whether the name ends like a firm's.</summary>
    public static bool IsFirm(Found name) =>
        HardSuffixes.Contains(PartyNames.Bare(name.Value.GetValue<string>().Split(' ')[^1]));

    /// <summary>Whether it reads like a name rather than a heading or a role.</summary>
    public static bool IsName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= MostWords
            && name.Length is > 2 and < 110
            && (!NotNames.Contains(PartyNames.Bare(words[0])) || IsNamedTrust(words))
            && !name.Contains('_', StringComparison.Ordinal)
            && name.Count(char.IsLetter) > name.Length / 2
            && !words.All(PartyNames.IsSuffix)
            && !(words[0].All(char.IsAsciiDigit) && words.Length > 1)
            && !words.Any(w => w.Length >= 5 && w.All(char.IsAsciiDigit))
            && !words.All(w => NotNames.Contains(PartyNames.Bare(w)))
            && !PrintedWords.AreInstruction(name);
    }

    // "The Delgado Family Trust" is one; "The Seller" is none.
    private static bool IsNamedTrust(string[] words) =>
        words.Length > 2 && PartyNames.Bare(words[0]) == "the"
        && PartyNames.Bare(words[^1]) is "trust" or "estate" or "association" or "university" or "foundation" or "partnership" or "company";

    private static Found? Whole(string text, List<Word> words, int last)
    {
        var from = words[0].Start;
        var to = words[last].Start + words[last].Raw.TrimEnd(',', ';', ':').Length;
        var raw = text[from..to];
        if (raw.EndsWith('.') && !PartyNames.IsSuffix(words[last].Bare) && words[last].Bare.Length > 1)
        {
            raw = raw[..^1];
        }

        var name = PartyNames.Normalise(raw.Trim('"', '“', '”'));
        return IsName(name) ? new Found(from, raw.Length, name) : null;
    }

    private static bool Continues(List<Word> words, int i, bool hasSuffix)
    {
        var word = words[i];
        if (word.Raw.Contains('_', StringComparison.Ordinal) || word.Raw[0] is '(' or '[' || word.Bare is "dba" or "fka" or "aka")
        {
            return false;
        }

        if (hasSuffix && !PartyNames.IsSuffix(word.Bare) && word.Bare is not "partnership")
        {
            return false;
        }

        if (word.Raw[0] is '"' or '“')
        {
            return i > 0 && !words[i - 1].Raw.EndsWith(',') && word.Raw.Length > 3;
        }

        if (i > 0 && word.Bare is ("and" or "of"))
        {
            return Connects(words, i);
        }

        if (i > 0 && word.Bare is ("incorporated" or "limited" or "inc" or "llc"))
        {
            return true;
        }

        return char.IsUpper(word.Raw[0]) || char.IsAsciiDigit(word.Raw[0]) || word.Raw.Skip(1).Any(char.IsUpper)
            ? i > 0 || !NotNames.Contains(word.Bare) || (word.Bare is "the" && i + 1 < words.Count && (char.IsUpper(words[i + 1].Raw[0]) || IsParticle(words[i + 1].Bare)))
            : i > 0 && Connects(words, i);
    }

    private static bool Connects(List<Word> words, int i)
    {
        if (i + 1 < words.Count && IsParticle(words[i].Bare) && IsParticle(words[i + 1].Bare))
        {
            return Connects(words, i + 1);
        }

        if (i + 1 >= words.Count || !char.IsUpper(words[i + 1].Raw[0]))
        {
            return words[i].Raw == "&" && i + 1 < words.Count;
        }

        return words[i].Bare switch
        {
            "and" => FirmWords.Contains(words[i + 1].Bare) && !PartyNames.IsSuffix(words[i - 1].Bare),
            "of" => words.Take(i).Any(w => OfWords.Contains(w.Bare)),
            "the" => i > 0 && words[i - 1].Bare is "of" or "for",
            "for" => true,
            var bare when IsParticle(bare) => true,
            _ => words[i].Raw == "&",
        };
    }

    private static bool Ends(List<Word> words, int i)
    {
        var raw = words[i].Raw;
        var next = i + 1 < words.Count ? words[i + 1].Bare : "";
        if (raw.EndsWith(','))
        {
            return !PartyNames.IsSuffix(next) || next is "trust" or "company";
        }

        return raw[^1] is ';' or ':' or ')' || raw.Contains('(', StringComparison.Ordinal)
            || (raw.EndsWith('.') && words[i].Bare.Length > 2 && !PartyNames.IsSuffix(words[i].Bare) && !char.IsUpper(raw[^2])
                && words[i].Bare is not ("mrs" or "bros" or "intl" or "natl" or "assoc" or "mfg"));
    }

    private static bool IsParticle(string bare) =>
        bare is "de" or "la" or "van" or "von" or "der" or "den" or "ter" or "del" or "di" or "du" or "da" or "dos" or "las" or "los" or "y" or "bin" or "al";

    private static bool IsConnector(string bare) => bare is "and" or "of" or "the" or "for" or "de" or "";

    private static List<Word> WordsFrom(string text, int start, int end)
    {
        var words = new List<Word>();
        var i = start;
        while (i < end && words.Count <= MostWords + 1)
        {
            while (i < end && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            var from = i;
            while (i < end && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i > from)
            {
                words.Add(new Word(from, text[from..i], PartyNames.Bare(text[from..i])));
            }
        }

        return words;
    }

    private readonly record struct Word(int Start, string Raw, string Bare);
}
