using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Quantities;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>A quantity at the points of a sweep.</summary>
/// <param name="Quantity">Its name.</param>
/// <param name="Axes">The swept parameters with their values.</param>
/// <param name="Settings">Parameters that keep one value.</param>
/// <param name="Points">The points with what came out, in the order of the grid.</param>
public sealed record QuantitySweep(
    string Quantity,
    IReadOnlyList<SweepAxis> Axes,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<QuantityPoint> Points
)
{
    /// <summary>Evaluates a quantity at every point.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="grid">The points.</param>
    /// <param name="settings">Parameters that keep one value; the others keep their defaults.</param>
    /// <exception cref="ProblemException">A name is unknown, or a value or a combination of values is not allowed.</exception>
    public static QuantitySweep Of(
        QuantityDefinition quantity,
        SweepGrid grid,
        IReadOnlyDictionary<string, string> settings
    )
    {
        ArgumentNullException.ThrowIfNull(quantity);
        ArgumentNullException.ThrowIfNull(grid);
        foreach (var axis in grid.Axes.Where(axis => SweepGrid.Find(quantity.Parameters, axis) is { IsList: true }))
            throw SweepGrid.TakesList(axis);
        grid.Validate(quantity.Name, settings, all => quantity.Bound(all));
        var outputs = new Outputs[grid.Points.Count];
        Parallel.For(
            0,
            outputs.Length,
            i => outputs[i] = quantity.Evaluate(SweepGrid.SettingsAt(grid.Points[i], settings)).Outputs
        );
        return new QuantitySweep(
            quantity.Name,
            grid.Axes,
            settings,
            [.. grid.Points.Select((point, i) => new QuantityPoint(point, outputs[i]))]
        );
    }

    /// <summary>The names of all outputs, in the order in which they first come.</summary>
    public IReadOnlyList<string> OutputNames =>
        [.. Points.SelectMany(point => point.Outputs).Select(output => output.Key).Distinct()];

    /// <summary>One row for each point: the swept values, then the outputs.</summary>
    public string ToCsv() =>
        SweepCsv.Table(
            [.. Axes.Select(axis => axis.Parameter), .. OutputNames],
            Points.Select(point => (IReadOnlyList<JsonNode?>)[.. point.Values(Axes), .. point.Row(OutputNames)])
        );

    /// <summary>One object: quantity, settings, points with their parameters and outputs; numbers round-trip.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["quantity"] = Quantity,
            ["settings"] = JsonSerializer.SerializeToNode(Settings, ResultsJson.Options),
            ["points"] = new JsonArray([
                .. Points.Select(point => new JsonObject
                {
                    ["parameters"] = new JsonObject(
                        Axes.Zip(
                            point.Values(Axes),
                            (axis, value) => KeyValuePair.Create(axis.Parameter, (JsonNode?)value)
                        )
                    ),
                    ["outputs"] = point.Outputs.ToJson(),
                }),
            ]),
        };
}

/// <summary>A quantity at a point.</summary>
/// <param name="Point">The point.</param>
/// <param name="Outputs">What came out.</param>
public sealed record QuantityPoint(SweepPoint Point, Outputs Outputs)
{
    /// <summary>The outputs in the order of names; null where there is none.</summary>
    public IEnumerable<JsonNode?> Row(IEnumerable<string> names)
    {
        var outputs = Outputs.ToDictionary(output => output.Key, output => output.Value, StringComparer.Ordinal);
        return names.Select(name => outputs.GetValueOrDefault(name));
    }

    internal IEnumerable<JsonNode> Values(IEnumerable<SweepAxis> axes) =>
        axes.Select(axis => SweepCsv.Typed(Point.Settings[axis.Parameter]));
}
