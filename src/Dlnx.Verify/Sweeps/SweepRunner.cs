using System.Collections.Concurrent;
using System.Diagnostics;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Sweeps;

/// <summary>
/// Runs the chosen claims at every point of a sweep. Each point is a run of its own, with the same seed, that keeps its
/// results and its journal in a folder of its own; points run side by side.
/// </summary>
/// <param name="catalog">The claims.</param>
/// <param name="golden">The accepted numbers and verdicts.</param>
public sealed class SweepRunner(ClaimCatalog catalog, GoldenStore golden)
{
    /// <summary>Refuses what cannot be run, before anything is written.</summary>
    /// <param name="options">What to run at each point.</param>
    /// <param name="grid">The points.</param>
    /// <exception cref="ProblemException">The selection, a parameter, a value or a golden file is not usable.</exception>
    /// <returns>The options with the claims that have all swept parameters.</returns>
    public RunOptions Validate(RunOptions options, SweepGrid grid)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(grid);
        var claims = grid.Concerned(catalog.Select(options.Selection));
        var first = SweepGrid.SettingsAt(grid.Points[0], options.Settings);
        var concerned = options with { Selection = [.. claims.Select(claim => claim.Id)] };
        grid.Validate(claims, options.Settings);
        new SpecRunner(catalog, golden).Validate(concerned with { Settings = first });
        return concerned;
    }

    /// <summary>Runs the points that belong to the options' part of the sweep.</summary>
    /// <param name="options">What to run at each point, as <see cref="Validate"/> gave it.</param>
    /// <param name="grid">The points.</param>
    /// <param name="folder">Where the points keep their results and journals.</param>
    /// <param name="observer">Sees the sweep while it goes on.</param>
    /// <param name="cancellation">Ends the sweep early; the points that ended by then are in the results.</param>
    /// <exception cref="ProblemException">A journal is of another sweep, or the folder cannot be written.</exception>
    public SweepResults Run(
        RunOptions options,
        SweepGrid grid,
        PointFolders folder,
        IRunObserver observer,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(observer);
        var points = grid.Part(options.Shard);
        var claims = catalog.Select(options.Selection);
        var checks = claims.Sum(claim => claim.Checks.Count(check => check.Declaration.Tier <= options.Tier));
        observer.Started(points.Count * checks);
        var lanes = Math.Clamp(points.Count, 1, options.Workers);
        var each = options with { Shard = null, Workers = options.Workers / lanes };
        var header = JournalHeader.Of(each, catalog);
        var (startedAt, clock) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        var ended = new ConcurrentBag<EndedPoint>();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runner = new SpecRunner(catalog, golden);
        using (new QuietConsole())
            new Lanes(lanes, stop).Run(points, RunPoint);

        var results = ended.OrderBy(point => point.Point.Number).ToList();
        return new SweepResults
        {
            Schema = SweepResults.CurrentSchema,
            Tool = ResultsBuilder.Tool,
            Machine = ResultsBuilder.ThisMachine(options.Kernel),
            Run = ResultsBuilder.InfoOf(
                options,
                startedAt,
                clock.Elapsed,
                cancellation.IsCancellationRequested,
                options.Shard is { } part ? new(part.Index, part.Count, options.Selection) : null
            ),
            Axes = grid.Axes,
            Claims =
            [
                .. results.Take(1).SelectMany(point => point.Results.Claims.Select(claim => Common(claim, grid))),
            ],
            Points = [.. results.Select(point => PointResult.Of(point.Point, point.Results))],
            Findings = [.. results.SelectMany(point => point.Results.Findings).Distinct()],
        };

        void RunPoint(SweepPoint point)
        {
            var own = each with { Settings = SweepGrid.SettingsAt(point, options.Settings) };
            using var journal = folder.Journal(point, header with { Settings = own.Settings });
            var result = runner.Run(own, new PointObserver(observer, point), stop.Token, journal);
            if (result.Run.Cancelled || stop.IsCancellationRequested)
                return;
            folder.Write(point, result);
            ended.Add(new EndedPoint(point, result));
            if (options.FailFast && RunOutcome.Of(result) == ExitCode.Broken)
                stop.Cancel();
        }
    }

    // What a claim is, without what its checks showed at one point.
    private static ClaimResult Common(ClaimResult claim, SweepGrid grid) =>
        claim with
        {
            Parameters = [.. claim.Parameters.Select(parameter => Swept(parameter, grid))],
            Status = Status.NotRun,
            Margin = null,
            Resolution = null,
            Checks = [],
        };

    private static ParameterResult Swept(ParameterResult parameter, SweepGrid grid) =>
        grid.Axes.FirstOrDefault(axis => string.Equals(axis.Parameter, parameter.Name, StringComparison.Ordinal))
            is { } axis
            ? parameter with
            {
                Value = axis.Grid,
            }
            : parameter;

    private sealed record EndedPoint(SweepPoint Point, RunResults Results);
}
