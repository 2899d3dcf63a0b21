using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dlnx.Verify.Results;

/// <summary>Writes each item of a list on one line: indented, many alike would be most of the file.</summary>
internal sealed class OneLineEach<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => JsonSerializer.Deserialize<List<T>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(item, ResultsJson.OneLine));
        writer.WriteEndArray();
    }
}
