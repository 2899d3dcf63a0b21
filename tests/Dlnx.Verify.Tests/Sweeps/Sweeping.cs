using System.Text.Json;
using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tests.Sweeps;

/// <summary>Sweeps of the sample claims, the way the tool makes them.</summary>
internal static class Sweeping
{
    /// <summary>A claim whose rivals cannot be told apart where q is small.</summary>
    public static SweepGrid Grid { get; } = SweepGrid.Parse(["q=0.001:0.801:5"]);

    public static RunOptions Options { get; } =
        new()
        {
            Selection = ["Sample/everything"],
            Cases = 10,
            Workers = 2,
        };

    public static SweepResults Run(
        TemporaryFolder folder,
        RunOptions? options = null,
        SweepGrid? grid = null,
        Beginning beginning = Beginning.Anew,
        IRunObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        var runner = new SweepRunner(Samples.Catalog, new GoldenStore(Samples.GoldenFolder));
        var concerned = runner.Validate(options ?? Options, grid ?? Grid);
        var points = new PointFolders(folder.Path, beginning);
        points.Prepare();
        return Samples.Apart(() =>
            runner.Run(concerned, grid ?? Grid, points, observer ?? new Unobserved(), cancellation)
        );
    }

    /// <summary>A sweep as text, without what differs from run to run.</summary>
    public static string WithoutTimes(SweepResults sweep) =>
        JsonSerializer.Serialize(
            sweep with
            {
                Run = sweep.Run with { StartedAt = default, Seconds = 0, Workers = 1 },
                Points =
                [
                    .. sweep.Points.Select(point =>
                        point with
                        {
                            Seconds = 0,
                            Claims =
                            [
                                .. point.Claims.Select(claim =>
                                    claim with
                                    {
                                        Checks = [.. claim.Checks.Select(check => check with { Seconds = 0 })],
                                    }
                                ),
                            ],
                        }
                    ),
                ],
            },
            ResultsJson.OneLine
        );

    private sealed class Unobserved : IRunObserver;
}
