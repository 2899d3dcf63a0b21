using System.Text.Json.Nodes;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class SweepReportTests
{
    [Test]
    public void Parts_merge_into_the_whole_sweep()
    {
        using var folder = new TemporaryFolder();
        var whole = Sweeping.Run(folder);

        var merged = SweepMerge.Of(Parts(3));

        Assert.That(merged.Findings, Is.Empty);
        Assert.That(Sweeping.WithoutTimes(merged), Is.EqualTo(Sweeping.WithoutTimes(whole)));
    }

    [Test]
    public void A_missing_part_is_named_with_its_points_and_the_command_that_makes_it()
    {
        var parts = Parts(3);

        var finding = SweepMerge.Of([parts[0], parts[2]]).Findings.Single();

        Assert.That(finding.Claim, Is.EqualTo("shard 2/3"));
        Assert.That(finding.Message, Does.Contain("2 points, q=0.201; q=0.801.").And.Contain("--shard 2/3"));
    }

    [Test]
    public void Points_that_a_part_has_not_run_are_named()
    {
        var parts = Parts(2);
        var cut = parts[1] with { Points = [.. parts[1].Points.Take(1)], Run = parts[1].Run with { Cancelled = true } };

        var merged = SweepMerge.Of([parts[0], cut]);

        Assert.That(merged.Run.Cancelled);
        Assert.That(merged.Findings.Single().Message, Does.Contain("1 points, q=0.601").And.Contain("--resume"));
    }

    [Test]
    public void Parts_of_different_sweeps_are_refused()
    {
        var parts = Parts(2);
        var other = parts[1] with { Run = parts[1].Run with { Seed = "2" } };
        var problem = Assert.Throws<ProblemException>(() => SweepMerge.Of([parts[0], other]));
        Assert.That(problem!.Message, Does.Contain("the seed of one is “1”, of another “2”"));
    }

    [Test]
    public void Parts_may_come_from_different_processors_but_not_from_different_kernels()
    {
        var parts = Parts(2);
        var native = parts.Select((part, i) => part with { Machine = part.Machine with { Kernel = $"OpenBLAS {i}" } });
        var problem = Assert.Throws<ProblemException>(() => SweepMerge.Of([parts[0], native.Last()]));

        Assert.That(problem!.Message, Does.Contain("the kernel of one is “managed”, of another “openblas”"));
        Assert.That(SweepMerge.Of([.. native]).Findings, Is.Empty);
    }

    [Test]
    public void A_check_is_summed_up_with_its_worst_end_and_a_figure_of_its_numbers()
    {
        using var folder = new TemporaryFolder();
        var report = SweepReport.Of(Sweeping.Run(folder));

        var check = report.Results.Claims.Single().Checks[0];

        Assert.That(check.Status, Is.EqualTo(Status.Broken));
        Assert.That(check.Message, Does.StartWith("Broken at 1 of 5 points: q=0.001.\n"));
        Assert.That(check.Evidence[0].Name, Is.EqualTo("Sₙ, at q=0.001"));
        var figure = check.Evidence.OfType<FigureEvidence>().Single();
        Assert.That(figure.Name, Is.EqualTo("Sₙ against q"));
        var series = figure.Table["series"].CountBy(name => (string)name!).ToDictionary();
        Assert.That(
            series,
            Is.EqualTo(
                new Dictionary<string, int>
                {
                    ["predicted"] = 5,
                    ["measured"] = 4,
                    ["measured, broken"] = 1,
                }
            )
        );
        Assert.That(RunOutcome.Of(report.Results), Is.EqualTo(ExitCode.Broken));
    }

    [Test]
    public void Figures_are_files_of_the_report()
    {
        using var folder = new TemporaryFolder();
        var report = SweepReport.Of(Sweeping.Run(folder));
        var files = Report.Exporters.SelectMany(exporter => exporter.Files(report)).Select(file => file.Path);
        Assert.That(files, Has.Member("figures/Sample/everything/s-against-q.vl.json"));
    }

    [TestCase("q=0.1:0.2:3", "n=2,3", 2)]
    [TestCase("q=0.1:0.2:3", "n=2,3,4", 0)]
    public void Few_values_of_a_second_parameter_have_lines_of_their_own(string first, string second, int lines)
    {
        using var folder = new TemporaryFolder();
        var report = SweepReport.Of(Sweeping.Run(folder, grid: SweepGrid.Parse([first, second])));
        var figure = report.Results.Claims[0].Checks[0].Evidence.OfType<FigureEvidence>().First();
        var drawn = figure.Spec["layer"]!.AsArray().Where(layer => (string?)layer!["mark"]!["type"] == "line");
        var names = drawn.SelectMany(layer => layer!["encoding"]!["color"]!["scale"]!["domain"]!.AsArray());
        Assert.That(names.Count(), Is.EqualTo(lines));
    }

    [Test]
    public void The_table_has_a_row_for_each_number_of_each_point()
    {
        using var folder = new TemporaryFolder();
        var sweep = Sweeping.Run(folder);
        var rows = SweepCsv.Of(sweep).TrimEnd('\n').Split('\n');
        var evidence = sweep.Points.SelectMany(p => p.Claims).SelectMany(c => c.Checks).Sum(c => c.Evidence.Count);
        Assert.That(
            rows[0],
            Is.EqualTo("point,q,claim,check,status,evidence,measured,predicted,deviation,tolerance,margin,holds")
        );
        Assert.That(rows, Has.Length.EqualTo(1 + evidence));
        Assert.That(
            rows[1],
            Does.StartWith("1,0.001,Sample/everything,The sum agrees with the closed form,broken,Sₙ,")
        );
    }

    private static SweepResults[] Parts(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i =>
                {
                    using var folder = new TemporaryFolder();
                    return Sweeping.Run(folder, Sweeping.Options with { Shard = new Shard(i, count) });
                }),
        ];
}
