using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>A run whose numbers and verdicts are held against the accepted ones.</summary>
internal sealed class GoldenRun
{
    private readonly Workspace workspace;

    private GoldenRun(Workspace workspace, GoldenStore golden, RunResults results, string reason)
    {
        this.workspace = workspace;
        Golden = golden;
        Results = results;
        Review = new GoldenReview(golden, results);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd");
        var kernel = golden.IsOfOtherEngine ? golden.Engine.ToString() : results.Machine.Kernel;
        Provenance = new(today, results.Tool.Version, results.Run.Seed, kernel, reason);
    }

    public static Argument<string[]> Claims { get; } = SharedOptions.Claims();

    public static Option<Tier> Tier { get; } = SharedOptions.Tier("The most expensive tier whose numbers are computed");

    public static Option<string> Reason { get; } =
        new("--reason")
        {
            Description = "Why the numbers are accepted; kept with them in their files.",
            HelpName = "text",
            DefaultValueFactory = _ => "",
        };

    /// <summary>The accepted numbers of the run's engine.</summary>
    public GoldenStore Golden { get; }

    public RunResults Results { get; }

    public GoldenReview Review { get; }

    /// <summary>Where the numbers of this run come from, for their files.</summary>
    public GoldenProvenance Provenance { get; }

    /// <summary>Runs the chosen claims with default parameters.</summary>
    /// <exception cref="ProblemException">The run was cancelled or cannot be made.</exception>
    public static GoldenRun Of(ParseResult parsed, Workspace workspace)
    {
        var configured = workspace.Configured;
        var options = configured.Profile.RunOptions() with
        {
            Selection = configured.Claims(Claims),
            Tier = configured.Value(Tier, configured.Profile.Tier),
            Engine = EngineArguments.Open(workspace),
        };
        var golden = workspace.Golden.For(options.Engine);
        var runner = new SpecRunner(workspace.Claims(), golden);
        var results = RunCommand.Cancellable(token =>
            Progress.Show(workspace.Terminal, see => runner.Run(options, see, token))
        );
        return results.Run.Cancelled
            ? throw new ProblemException("Cancelled; nothing was changed.", ExitCode.Cancelled)
            : new GoldenRun(workspace, golden, results, parsed.GetValue(Reason) ?? "");
    }

    /// <summary>Every command that writes golden files asks this first.</summary>
    /// <exception cref="ProblemException">This is CI.</exception>
    public static void RefuseInCi()
    {
        if (Environment.GetEnvironmentVariable("CI") is { } ci && ci.ToLowerInvariant() is "true" or "1")
            throw new ProblemException("CI=true: golden files are accepted by a person, not in CI.", ExitCode.Usage);
    }

    /// <summary>Shows what was written.</summary>
    public void PrintWritten(IReadOnlyList<TextChange> written)
    {
        foreach (var change in written)
            TextDiff.Print(workspace.Terminal, change);
        workspace.Terminal.Write(
            written.Count == 0
                ? $"No file was written for {Results.Claims.Count} claims."
                : $"Accepted: {written.Count} files written in {Golden.Folder}."
        );
    }
}
