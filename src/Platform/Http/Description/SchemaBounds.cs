using System.Globalization;
using Microsoft.OpenApi;

namespace DigitalDocs.Platform.Http.Description;

/// <summary>
/// Says the bounds that hold everywhere where a schema names none of its own: nothing in a body is longer than a body may
/// be, numbers have the range of their type, ids and times their length.
/// </summary>
internal static class SchemaBounds
{
    private const int LargestBody = 4 << 20;
    private const int MostItems = 1_000_000;

    public static void AddTo(OpenApiDocument document)
    {
        foreach (var schema in SchemaWalk.All(document))
        {
            var type = schema.Type & ~JsonSchemaType.Null;
            switch (type)
            {
                case JsonSchemaType.String when schema.Enum is not { Count: > 0 } && schema.Const is null:
                    schema.MaxLength ??= LengthOf(schema.Format);
                    break;
                case JsonSchemaType.Integer:
                    schema.Format ??= "int64";
                    var isShort = schema.Format == "int32";
                    schema.Minimum ??= (isShort ? int.MinValue : long.MinValue).ToString(CultureInfo.InvariantCulture);
                    schema.Maximum ??= (isShort ? int.MaxValue : long.MaxValue).ToString(CultureInfo.InvariantCulture);
                    break;
                case JsonSchemaType.Array:
                    schema.MaxItems ??= MostItems;
                    schema.Items ??= new OpenApiSchema();
                    break;
            }
        }
    }

    private static int LengthOf(string? format) => format switch
    {
        "uuid" => 36,
        "date" => 10,
        "date-time" => 40,
        "binary" => int.MaxValue,
        _ => LargestBody,
    };
}
