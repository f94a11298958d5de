using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>An envelope as brokers carry it: CloudEvents 1.0 in its JSON form, UTF-8.</summary>
internal static class EnvelopeJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(EventEnvelope item)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0"u8);
            json.WriteString("id"u8, item.Id);
            json.WriteString("type"u8, item.Type);
            json.WriteString("source"u8, item.Source);
            json.WriteString("subject"u8, item.Subject);
            json.WriteString("time"u8, item.Time);
            json.WriteString("actor"u8, item.Actor);
            if (item.AgencyId is { } agency)
            {
                json.WriteString("agencyid"u8, agency);
            }

            if (item.TraceParent is not null)
            {
                json.WriteString("traceparent"u8, item.TraceParent);
            }

            if (item.DataRef is not null)
            {
                json.WriteString("dataref"u8, item.DataRef);
            }

            json.WriteString("datacontenttype"u8, "application/json"u8);
            json.WritePropertyName("data"u8);
            json.WriteRawValue(item.Data);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">These bytes are not an envelope of ours.</exception>
    public static EventEnvelope Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var fields = new Fields();
            var json = new Utf8JsonReader(bytes.Span);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                fields.Take(ref json, bytes.Span);
            }

            return fields.ToEnvelope();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("A message of the broker is not an event.", exception);
        }
    }

    private sealed class Fields
    {
        private Guid _id;
        private Guid? _agency;
        private DateTimeOffset _time;
        private string? _type;
        private string? _source;
        private string? _subject;
        private string? _actor;
        private string? _trace;
        private string? _reference;
        private string? _data;

        public void Take(ref Utf8JsonReader json, ReadOnlySpan<byte> bytes)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id": _id = json.GetGuid(); break;
                case "type": _type = json.GetString(); break;
                case "source": _source = json.GetString(); break;
                case "subject": _subject = json.GetString(); break;
                case "time": _time = json.GetDateTimeOffset(); break;
                case "actor": _actor = json.GetString(); break;
                case "agencyid": _agency = json.GetGuid(); break;
                case "traceparent": _trace = json.GetString(); break;
                case "dataref": _reference = json.GetString(); break;
                case "data":
                    var from = (int)json.TokenStartIndex;
                    json.Skip();
                    _data = Encoding.UTF8.GetString(bytes[from..(int)json.BytesConsumed]);
                    break;
                default: json.Skip(); break;
            }
        }

        public EventEnvelope ToEnvelope() =>
            _type is not null && _source is not null && _subject is not null && _actor is not null && _data is not null
                ? new EventEnvelope(_id, _type, _source, _subject, _time, _agency, _actor, _trace, _data, _reference)
                : throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture, $"Event {_id} of the broker lacks attributes."));
    }
}
