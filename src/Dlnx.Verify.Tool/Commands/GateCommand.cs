using System.CommandLine;
using Dlnx.Verify.Gate;
using Dlnx.Verify.Results;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>gate</c>: holds a run against an earlier one and fails when something is worse.</summary>
internal static class GateCommand
{
    private static readonly Option<string> Baseline = new("--baseline")
    {
        Description = "The results.json of the earlier run, for example that of the main branch.",
        HelpName = "file",
        Required = true,
    };

    private static readonly Option<string?> Current = new("--current")
    {
        Description = "The results.json of the run to judge; by default that of the last run.",
        HelpName = "file",
    };

    private static readonly Option<double> MarginFactor = Factor(
        "--margin-factor",
        "The factor by which the margin of a check may shrink.",
        new GateThresholds().MarginFactor
    );

    private static readonly Option<double> TimeFactor = Factor(
        "--time-factor",
        $"The factor by which the time of a check may grow; less than {GateThresholds.ShortestTime} s is noise.",
        new GateThresholds().TimeFactor
    );

    public static Command Create()
    {
        var command = new Command("gate", "Compares a run with an earlier one: fails when something is worse.")
        {
            Baseline,
            Current,
            MarginFactor,
            TimeFactor,
        };
        command.SetAction(Compare);
        return command;
    }

    private static int Compare(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var configured = Configured.Of(parsed);
        var profile = configured.Profile;
        var thresholds = new GateThresholds(
            configured.Value(MarginFactor, profile.MarginFactor),
            configured.Value(TimeFactor, profile.TimeFactor)
        );
        var last = Path.Combine(profile.Out ?? SharedOptions.DefaultOut, ResultsFile.FileName);
        var baseline = ReadBaseline(parsed.GetValue(Baseline)!);
        var current = ResultsFile.Read(parsed.GetValue(Current) ?? last);
        var comparison = RunComparison.Of(baseline, current, thresholds);
        GateTable.Print(terminal, comparison);
        Publication.AppendStepSummary(GateReport.Summary(comparison));
        Publication.Annotate(terminal, GateReport.Annotations(comparison));
        return (int)comparison.Outcome;
    }

    private static RunResults ReadBaseline(string path) =>
        File.Exists(path)
            ? ResultsFile.Read(path)
            : throw new ProblemException(
                $"There is no baseline {path}. Make one where the earlier state is checked out: "
                    + $"`dotnet dlnx-verify run --out baseline` writes baseline/{ResultsFile.FileName}; name that file.",
                ExitCode.Environment
            );

    private static Option<double> Factor(string name, string description, double fallback) =>
        new Option<double>(name)
        {
            Description = description,
            HelpName = "factor",
            DefaultValueFactory = _ => fallback,
        }.Read(above: 1);
}
