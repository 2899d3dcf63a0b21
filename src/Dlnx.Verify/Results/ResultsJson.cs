using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dlnx.Verify.Results;

/// <summary>How results and golden files are written: numbers round-trip, symbols stay readable, NaN is representable.</summary>
public static class ResultsJson
{
    /// <summary>The serialiser options of every file that the tool writes.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
            WriteIndented = true,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };

    /// <summary>The same on one line.</summary>
    public static JsonSerializerOptions OneLine { get; } = new(Options) { WriteIndented = false };
}
