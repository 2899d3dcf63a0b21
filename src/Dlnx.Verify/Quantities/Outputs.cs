using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Quantities;

/// <summary>
/// The named outputs of a quantity, in the order they were added: numbers, lists, texts, truth values, null where
/// undefined, or records and lists of these.
/// </summary>
public sealed class Outputs : IEnumerable<KeyValuePair<string, JsonNode?>>
{
    private readonly List<KeyValuePair<string, JsonNode?>> entries = [];

    /// <summary>Adds an output.</summary>
    /// <param name="name">The catalogue's name of the output.</param>
    /// <param name="value">A number, list, text, truth value, record, or null.</param>
    public void Add(string name, object? value) =>
        entries.Add(new(name, JsonSerializer.SerializeToNode(value, ResultsJson.Options)));

    /// <summary>All outputs as one object; numbers round-trip.</summary>
    public JsonObject ToJson() =>
        [.. entries.Select(entry => new KeyValuePair<string, JsonNode?>(entry.Key, entry.Value?.DeepClone()))];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonNode?>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
