using System.IO.Compression;
using System.Text;
using System.Xml;

namespace DigitalDocs.Ocr;

internal static class OpenDocumentText
{
    public static string Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var entry = archive.GetEntry("content.xml") ?? throw new InvalidDataException("no content.xml");
        using var content = entry.Open();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 200_000_000,
        };
        using var reader = XmlReader.Create(content, settings);
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(reader.Value.Replace('\n', ' '));
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                text.Append(reader.LocalName switch { "tab" => "   ", "s" => " ", "line-break" => "\n", "page" => "\f", _ => "" });
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                text.Append(reader.LocalName switch { "p" or "h" or "table-row" => "\n", _ => "" });
            }
        }

        return text.ToString().TrimStart('\f');
    }
}
