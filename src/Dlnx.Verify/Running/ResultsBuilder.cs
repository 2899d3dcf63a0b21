using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Running;

/// <summary>Puts together what a run leaves.</summary>
internal sealed class ResultsBuilder(ClaimCatalog catalog, AcceptanceFindings findings, RunOptions options)
{
    public static ToolInfo Tool { get; } = ReadTool();

    public RunResults Build(
        IReadOnlyList<ClaimDefinition> whole,
        IReadOnlyList<ClaimDefinition> claims,
        RunLog log,
        DateTimeOffset startedAt,
        TimeSpan elapsed,
        bool cancelled
    )
    {
        List<ClaimResult> described = [.. claims.Select(claim => Describe(claim, log))];
        return new()
        {
            Schema = RunResults.CurrentSchema,
            Tool = Tool,
            Machine = ThisMachine(options.Kernel),
            Run = InfoOf(
                options,
                startedAt,
                elapsed,
                cancelled,
                options.Shard is { } part ? new(part.Index, part.Count, [.. whole.Select(claim => claim.Id)]) : null
            ),
            Claims = described,
            Findings = [.. Findings(claims, described)],
            Planned = [.. catalog.Planned.Select(entry => new PlannedClaim(entry.Id, entry.Title, entry.Kind))],
        };
    }

    /// <summary>What was asked for, and how it ended.</summary>
    public static RunInfo InfoOf(
        RunOptions options,
        DateTimeOffset startedAt,
        TimeSpan elapsed,
        bool cancelled,
        ShardInfo? shard
    ) =>
        new(
            options.Seed.ToString(),
            options.Tier,
            options.Cases,
            options.Workers,
            options.Selection,
            options.Settings,
            startedAt,
            elapsed.TotalSeconds,
            cancelled,
            shard,
            options.Engine.Name,
            options.Engine.Device,
            options.Engine.Precision
        );

    private ClaimResult Describe(ClaimDefinition claim, RunLog log)
    {
        var declaration = claim.Declaration;
        var spec = claim.CreateSpec(options.Settings);
        var checks = claim.Checks.Select(check => log.Find(claim.Type, check.Method)).OfType<CheckResult>().ToList();
        var evidence = checks.SelectMany(check => check.Evidence).ToList();
        return new ClaimResult
        {
            Id = claim.Id,
            Aliases = declaration.Aliases,
            Title = declaration.Title,
            Kind = declaration.Kind,
            Source = declaration.Source,
            Provenance = declaration.Provenance,
            Statement = declaration.Statement,
            Corrected = declaration.Corrected,
            Readings = declaration.Readings,
            Verdict = declaration.Verdict,
            Explanation = declaration.Explanation,
            DependsOn = declaration.DependsOn,
            Parameters =
            [
                .. claim.Parameters.Select(p => new ParameterResult(
                    p.Name,
                    p.Description,
                    p.Text(spec),
                    p.Default,
                    p.Range
                )),
            ],
            Status = ClaimSummary.StatusOf(checks),
            Margin = evidence.Select(ClaimSummary.MarginOf).Min(),
            Resolution = ClaimSummary.ResolutionOf(evidence),
            ChecksBeyondTier = claim.Checks.Count(check => check.Declaration.Tier > options.Tier),
            Checks = checks,
        };
    }

    private IEnumerable<Finding> Findings(IReadOnlyList<ClaimDefinition> claims, IReadOnlyList<ClaimResult> described)
    {
        foreach (var finding in findings.OfVerdicts(claims))
            yield return finding;
        // With parameters set, a check need not record all of its numbers.
        if (options.Settings.Count == 0)
        {
            foreach (var finding in described.SelectMany(findings.OfNumbers))
                yield return finding;
        }
        foreach (var finding in findings.OfLostClaims(options.Selection))
            yield return finding;
    }

    public static MachineInfo ThisMachine(RunKernel kernel) =>
        new(
            RuntimeInformation.OSDescription + " " + RuntimeInformation.OSArchitecture,
            RuntimeInformation.FrameworkDescription,
            Environment.ProcessorCount,
            Vector512.IsHardwareAccelerated ? 512
                : Vector256.IsHardwareAccelerated ? 256
                : 128,
            kernel.Title
        );

    private static ToolInfo ReadTool()
    {
        var version = typeof(ResultsBuilder)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+');
        return new ToolInfo(version[0], version.Length > 1 ? version[1] : "");
    }
}
