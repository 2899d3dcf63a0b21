namespace Dlnx.Verify.Exporters.Html;

/// <summary>Where the numbers come from: seed, machine, versions, commit.</summary>
internal static class RunMarkup
{
    public static Markup Of(Report report) =>
        Markup.Of(
            $"""
            <section class="runs"><h2>{(
                report.Runs.Count == 1 ? "This run" : "These runs"
            )}</h2><div class="table-frame"><table><thead><tr><th scope="col">started</th><th scope="col">took</th><th scope="col">tier</th><th scope="col">seed</th><th scope="col">cases</th><th scope="col">tool</th><th scope="col">commit</th><th scope="col">machine</th></tr></thead><tbody>{report.Runs.Select(
                Row
            )}</tbody></table></div></section>
            """
        );

    /// <summary>The run in one line.</summary>
    public static Markup Line(Report report)
    {
        var run = report.Results.Run;
        var started = run.StartedAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm");
        return Markup.Of(
            $"<p class=\"run-line\"><span>{started} UTC</span><span>{NumberText.Seconds(run.Seconds)}</span><span>tier {run.Tier.ToString().ToLowerInvariant()}</span><span>seed {run.Seed}</span><span>version {report.Results.Tool.Version}</span><span>commit {Commit(report.Results.Tool.Commit)}</span></p>"
        );
    }

    private static Markup Row(RunSource source)
    {
        var (tool, machine, run) = source;
        var computer =
            $"{machine.System}, {machine.Runtime}, {machine.Cores} cores, {machine.VectorBits}-bit SIMD, {machine.Kernel} kernels, {run.Engine} engine on {run.Device} in {run.Precision}";
        return Markup.Of(
            $"<tr><td>{run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC</td><td>{NumberText.Seconds(run.Seconds)}{(run.Cancelled ? ", cancelled" : "")}</td><td>{run.Tier.ToString().ToLowerInvariant()}</td><td>{run.Seed}</td><td>{run.Cases}</td><td>{tool.Version}</td><td><code>{Commit(tool.Commit)}</code></td><td>{computer}</td></tr>"
        );
    }

    private static string Commit(string commit) =>
        commit.Length == 0 ? "unknown" : commit[..Math.Min(10, commit.Length)];
}
