using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>The files of figures: a specification that stands alone, and the same numbers as CSV.</summary>
public sealed class FigureFileTests
{
    [Test]
    public void The_specification_and_the_table_hold_the_same_numbers()
    {
        var files = Exported.Files(SampleResults.Run(SampleResults.Claim("P/one", SampleResults.Figure("The law", 3))));
        var spec = JsonNode.Parse(files["figures/P/one/the-law.vl.json"])!;
        var rows = spec["data"]!["values"]!.AsArray().Select(row => $"{row!["series"]},{row["x"]},{row["y"]}");
        var lines = files["figures/P/one/the-law.csv"].TrimEnd().Split('\n');
        Assert.That(lines[0], Is.EqualTo("series,x,y"));
        Assert.That(lines.Skip(1), Is.EqualTo(rows));
        Assert.That(lines.Skip(1).First(), Is.EqualTo("theory,1,1"));
        Assert.That(lines, Has.Length.EqualTo(7));
    }

    [Test]
    public void The_house_style_is_theory_as_lines_simulation_as_points_thresholds_dashed()
    {
        var layers = SampleResults.Figure("The law").Spec["layer"]!.AsArray();
        var marks = layers.ToDictionary(
            layer => (string)layer!["mark"]!["type"]!,
            layer => layer!.ToJsonString(ResultsJson.Options)
        );
        Assert.That(marks["line"], Does.Contain("\"theory\"").And.Contain("\"type\": \"log\""));
        Assert.That(marks["point"], Does.Contain("\"simulation\"").And.Contain("\"tooltip\": true"));
        Assert.That(marks["rule"], Does.Contain("\"threshold\"").And.Contain("\"type\": \"log\""));
        Assert.That(marks["text"], Does.Contain("2/η = S"));
    }

    [Test]
    public void Names_stay_inside_the_folder_and_apart()
    {
        var claims = SampleResults.Run(
            SampleResults.Claim("../../etc", SampleResults.Figure("../x")),
            SampleResults.Claim(
                "P/one",
                SampleResults.Figure("x?"),
                SampleResults.Figure("x!"),
                SampleResults.Figure("ρ")
            )
        );
        var figures = Exported.Files(claims).Keys.Where(path => path.EndsWith(".csv", StringComparison.Ordinal));
        Assert.That(figures.All(path => !path.Contains("..", StringComparison.Ordinal)), Is.True);
        Assert.That(
            figures.Skip(1),
            Is.EqualTo(new[] { "figures/P/one/x.csv", "figures/P/one/x-2.csv", "figures/P/one/figure.csv" })
        );
    }

    [Test]
    public void Csv_quotes_what_needs_it()
    {
        var figure = SampleResults.Figure("f", 1) with
        {
            Table = new Dictionary<string, JsonArray>(StringComparer.Ordinal)
            {
                ["series"] = ["a, \"b\""],
                ["x"] = [1.5],
                ["y"] = [null],
            },
        };
        Assert.That(
            Exported.File("figures/P/one/f.csv", SampleResults.Run(SampleResults.Claim("P/one", figure))),
            Is.EqualTo("series,x,y\n\"a, \"\"b\"\"\",1.5,\n")
        );
    }
}
