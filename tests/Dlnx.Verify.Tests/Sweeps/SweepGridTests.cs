using Dlnx.Verify.Parameters;
using Dlnx.Verify.Sweeps;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class SweepGridTests
{
    [Test]
    public void The_points_are_the_product_with_the_last_axis_fastest()
    {
        var labels = SweepGrid.Parse(["n=1,2", "q=0.1:0.3:3"]).Points.Select(point => $"{point.Number}: {point.Label}");
        Assert.That(
            labels,
            Is.EqualTo([
                "1: n=1, q=0.1",
                "2: n=1, q=0.2",
                "3: n=1, q=0.3",
                "4: n=2, q=0.1",
                "5: n=2, q=0.2",
                "6: n=2, q=0.3",
            ])
        );
    }

    [Test]
    public void Parts_are_disjoint_together_the_whole_and_equally_long_for_any_grid()
    {
        var cases = Gen.Choose(1, 12).Zip(Gen.Choose(1, 12)).Zip(Gen.Choose(1, 30)).ToArbitrary();
        Prop.ForAll(
                cases,
                c =>
                {
                    var ((first, second), count) = c;
                    var grid = SweepGrid.Parse([AxisOf("a", first), AxisOf("b", second)]);
                    var parts = Enumerable.Range(1, count).Select(i => grid.Part(new Shard(i, count))).ToList();
                    var lengths = parts.Select(part => part.Count).ToList();
                    var numbers = parts.SelectMany(part => part).Select(point => point.Number).ToList();
                    return numbers.Order().SequenceEqual(Enumerable.Range(1, first * second))
                        && lengths.Max() - lengths.Min() <= 1;
                }
            )
            .QuickCheckThrowOnFailure();

        static string AxisOf(string name, int count) => $"{name}={string.Join(',', Enumerable.Range(1, count))}";
    }

    [Test]
    public void Claims_without_the_parameters_are_left_out()
    {
        var concerned = SweepGrid.Parse(["q=0.1,0.2", "n=1,2"]).Concerned(Samples.Catalog.Claims);
        Assert.That(concerned.Select(claim => claim.Id), Is.EqualTo(["Sample/everything"]));
    }

    [TestCase("q=0.5:1.5:3", "Sample/everything allows, at q=1: Parameter 'q' is 1; it must lie in (0, 1).")]
    [TestCase("n=2:5:3", "at n=3.5: Parameter 'n' is '3.5'; expected an integer in [1, 50].")]
    [TestCase("n=20:60:3", "at n=60: Parameter 'n' is 60; it must lie in [1, 50].")]
    [TestCase("m=1,2", "Unknown parameter 'm' of the")]
    [TestCase("nn=1,2", "Did you mean n, q or x?")]
    [TestCase("shares=0.1,0.2", "'shares' is a list; a sweep takes single values")]
    [TestCase("x=1,2 x=3,4", "--sweep names 'x' twice")]
    [TestCase("x=1:2:1000 q=0.1:0.2:1000", "at most 100000 can be run")]
    [TestCase("x=0.5,1", "'x' has a value by --set and several by --sweep", "x=3")]
    public void What_cannot_be_run_is_refused_before_anything_runs(string axes, string message, string settings = "")
    {
        var options = new RunOptions { Settings = ParameterBinder.Split(Words(settings)) };
        var runner = new SweepRunner(Samples.Catalog, new GoldenStore(Samples.GoldenFolder));
        var problem = Assert.Throws<ProblemException>(() => runner.Validate(options, SweepGrid.Parse(Words(axes))));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(problem.Message, Does.Contain(message));

        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
