using Dlnx.Verify.Parameters;
using Dlnx.Verify.Quantities;
using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class QuantitySweepTests
{
    private static readonly QuantityDefinition PartialSum = QuantityCatalog
        .Load([Samples.Assembly])
        .Find("Sample/partial-sum");

    [Test]
    public void Every_point_is_the_single_evaluation()
    {
        var sweep = Of(["q=0.1:0.9:9", "n=2,3"]);
        Assert.That(sweep.Points, Has.Count.EqualTo(18));
        foreach (var point in sweep.Points)
        {
            var single = PartialSum.Evaluate(point.Point.Settings).Outputs.ToJson().ToJsonString();
            Assert.That(point.Outputs.ToJson().ToJsonString(), Is.EqualTo(single));
        }
    }

    [Test]
    public void The_table_has_swept_values_and_outputs()
    {
        var rows = Of(["q=0.5,1"]).ToCsv().Split('\n');
        Assert.That(rows[0], Is.EqualTo("q,sum,limit,ratio of limits,terms,converges,name"));
        Assert.That(rows[1], Is.EqualTo("0.5,1.9990234375,2,1,\"[1,0.5,0.25,0.125]\",true,Sₙ"));
        Assert.That(rows[2], Is.EqualTo("1,11,,NaN,\"[1,1,1,1]\",false,Sₙ"));
    }

    [Test]
    public void Json_has_the_swept_values_as_numbers()
    {
        var point = Of(["q=0.5,1"]).ToJson()["points"]![0]!;
        Assert.That((double)point["parameters"]!["q"]!, Is.EqualTo(0.5));
        Assert.That((double)point["outputs"]!["limit"]!, Is.EqualTo(2));
    }

    [TestCase("q=0.5:2:4", "at q=1.5: Parameter 'q' is 1.5; it must lie in (0, 1].")]
    [TestCase("n=41,50", "at n=41: Parameter 'n' is 41; at q = 1 it must be at most 40.", "q=1")]
    [TestCase("m=1,2", "Unknown parameter 'm' of Sample/partial-sum.")]
    [TestCase("q=0.1,0.2", "'q' has a value by --set and several by --sweep", "q=1")]
    public void What_cannot_be_evaluated_is_refused(string axis, string message, params string[] settings)
    {
        var problem = Assert.Throws<ProblemException>(() => Of([axis], settings));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(problem.Message, Does.Contain(message));
    }

    private static QuantitySweep Of(string[] axes, params string[] settings) =>
        QuantitySweep.Of(PartialSum, SweepGrid.Parse(axes), ParameterBinder.Split(settings));
}
