using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigitalDocs.Platform.Http;

/// <summary>The one way this product writes and reads JSON.</summary>
public static class WireJson
{
    /// <summary>For events, blobs and calls between services: members that a newer version added are ignored.</summary>
    public static readonly JsonSerializerOptions Options = Make(JsonUnmappedMemberHandling.Skip);

    /// <summary>Applies the rules for requests: camelCase, unknown members refused, depth bounded.</summary>
    public static void ForRequests(JsonSerializerOptions options)
    {
        Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = unmapped };
        Configure(options);
        return options;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}
