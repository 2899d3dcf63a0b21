using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.SampleSpecs;
using Dlnx.SampleSpecs.Quantities;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Quantities;

namespace Dlnx.Verify.Tests.Quantities;

public sealed class QuantityCatalogTests
{
    private static readonly QuantityCatalog Catalog = QuantityCatalog.Load([Samples.Assembly]);

    [Test]
    public void Quantities_are_found_by_name() =>
        Assert.That(Catalog.Quantities.Select(q => q.Name), Is.EqualTo(["Sample/partial-sum", "Sample/squares"]));

    [Test]
    public void A_quantity_is_computed_from_its_settings()
    {
        var evaluation = Catalog.Find("Sample/partial-sum").Evaluate(ParameterBinder.Split(["q=0.25", "n=2"]));

        Assert.That(evaluation.Parameters, Is.EqualTo([new SetParameter("n", 2), new SetParameter("q", 0.25)]));
        var outputs = evaluation.ToJson()["outputs"]!;
        Assert.That((double)outputs["sum"]!, Is.EqualTo(1 + 0.25 + 0.0625));
        Assert.That((double)outputs["limit"]!, Is.EqualTo(4.0 / 3));
        Assert.That(outputs["terms"]!.ToJsonString(), Is.EqualTo("[1,0.25,0.0625]"));
    }

    [Test]
    public void Outputs_keep_their_order_and_what_json_cannot_write()
    {
        var json = Catalog.Find("Sample/partial-sum").Evaluate(ParameterBinder.Split(["q=1", "n=1"])).ToJson();

        Assert.That(
            json.ToJsonString(new JsonSerializerOptions(ResultsJson.Options) { WriteIndented = false }),
            Is.EqualTo(
                """{"quantity":"Sample/partial-sum","parameters":{"n":1,"q":1},"""
                    + """
                    "outputs":{"sum":2,"limit":null,"ratio of limits":"NaN","terms":[1,1],"converges":false,"name":"Sₙ"}}
                    """
            )
        );
    }

    [Test]
    public void Numbers_in_outputs_round_trip()
    {
        var json = Catalog.Find("Sample/partial-sum").Evaluate(new Dictionary<string, string>()).ToJson();

        var read = JsonNode.Parse(json.ToJsonString(ResultsJson.Options))!;
        Assert.That((double)read["outputs"]!["sum"]!, Is.EqualTo(GeometricSeries.Sum(0.1, 10)));
        Assert.That((double)read["parameters"]!["q"]!, Is.EqualTo(0.1));
    }

    [Test]
    public void Evaluating_does_not_change_the_defaults()
    {
        var quantity = Catalog.Find("Sample/squares");

        _ = quantity.Evaluate(ParameterBinder.Split(["n=5"]));

        // 0 + 1 + 4 + 9.
        Assert.That(
            (int)quantity.Evaluate(new Dictionary<string, string>()).ToJson()["outputs"]!["sum"]!,
            Is.EqualTo(14)
        );
    }

    [Test]
    public void An_unknown_quantity_has_near_ones()
    {
        var problem = Assert.Throws<ProblemException>(() => Catalog.Find("Sample/square"));

        Assert.That(
            problem!.Message,
            Is.EqualTo(
                "Unknown quantity 'Sample/square'. Did you mean Sample/squares? `dotnet dlnx-verify eval` lists all 2."
            )
        );
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [TestCase("m=1", "Unknown parameter 'm' of Sample/partial-sum. Did you mean n or q? Parameters: n, q.")]
    [TestCase("q=0", "Parameter 'q' is 0; it must lie in (0, 1].")]
    [TestCase("q=half", "Parameter 'q' is 'half'; expected a number in (0, 1].")]
    public void A_setting_that_does_not_fit_is_a_usage_problem(string setting, string message)
    {
        var problem = Assert.Catch<ProblemException>(() =>
            Catalog.Find("Sample/partial-sum").Evaluate(ParameterBinder.Split([setting]))
        );

        Assert.That(problem!.Message, Is.EqualTo(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void A_combination_that_is_not_allowed_is_a_usage_problem()
    {
        var problem = Assert.Throws<ParameterException>(() =>
            Catalog.Find("Sample/partial-sum").Evaluate(ParameterBinder.Split(["q=1", "n=50"]))
        );

        Assert.That(problem!.Message, Is.EqualTo("Parameter 'n' is 50; at q = 1 it must be at most 40."));
        Assert.That(problem.Parameter, Is.EqualTo("n"));
    }

    [Test]
    public void Two_quantities_do_not_share_a_name()
    {
        var specs = new EmittedSpecs()
            .WithQuantity("One", "Sample/twin", typeof(SumOfSquaresBase))
            .WithQuantity("Two", "Sample/twin", typeof(SumOfSquaresBase));

        var problem = Assert.Throws<ProblemException>(() => QuantityCatalog.Load([specs.Load()]));

        Assert.That(
            problem!.Message,
            Is.EqualTo("The quantity Sample/twin belongs to Bad.One and Bad.Two; rename one.")
        );
    }

    [Test]
    public void A_class_that_is_no_quantity_is_refused()
    {
        var specs = new EmittedSpecs().WithQuantity("One", "Sample/one", typeof(object));

        var problem = Assert.Throws<ProblemException>(() => QuantityCatalog.Load([specs.Load()]));

        Assert.That(
            problem!.Message,
            Is.EqualTo("Quantity class Bad.One has [Quantity] but does not derive from Quantity; add the base class.")
        );
    }

    /// <summary>A base for emitted quantities, which cannot compute anything themselves.</summary>
    public class SumOfSquaresBase : Quantity
    {
        public override Outputs Evaluate() => new SumOfSquares().Evaluate();
    }
}
