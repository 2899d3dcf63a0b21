using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dlnx.Verify.Results;

/// <summary>Writes each column of a figure's table on one line: indented, its numbers would be most of the file.</summary>
internal sealed class CompactColumns : JsonConverter<IReadOnlyDictionary<string, JsonArray>>
{
    public override IReadOnlyDictionary<string, JsonArray>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => JsonSerializer.Deserialize<Dictionary<string, JsonArray>>(ref reader, options);

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, JsonArray> value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var (name, column) in value)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(column.ToJsonString(ResultsJson.OneLine));
        }
        writer.WriteEndObject();
    }
}
