using System.Text.Json.Nodes;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>Made-up results: one of everything that a report can show, and as many claims as asked for.</summary>
public static class SampleResults
{
    /// <summary>What no report may let through as markup.</summary>
    public const string Hostile =
        "<script>alert('x')</script> \"quoted\" </script><img src=x onerror=alert(1)> $x$ `y`";

    private static readonly Verdict[] Verdicts =
    [
        Verdict.Confirmed,
        Verdict.Confirmed,
        Verdict.Corrected,
        Verdict.Confirmed,
        Verdict.Conditional,
        Verdict.Surrogate,
    ];

    /// <summary>A run with the given claims.</summary>
    public static RunResults Run(params IReadOnlyList<ClaimResult> claims) =>
        new()
        {
            Schema = RunResults.CurrentSchema,
            Tool = new ToolInfo("1.2.3", "0123456789abcdef"),
            Machine = new MachineInfo("Test X64", ".NET 10", 2, 512, "managed"),
            Run = new RunInfo(
                "1",
                Tier.Standard,
                100,
                2,
                [],
                new Dictionary<string, string>(StringComparer.Ordinal),
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                1.5,
                Cancelled: false
            ),
            Claims = claims,
            Findings = [],
            Planned = [new PlannedClaim("P/later", "Not yet", ClaimKind.Remark)],
        };

    /// <summary>A confirmed claim with one check.</summary>
    public static ClaimResult Claim(string id, params IReadOnlyList<Evidence> evidence) =>
        new()
        {
            Id = id,
            Aliases = [],
            Title = $"Title of {id}",
            Kind = ClaimKind.Theorem,
            Source = "Theorem 1",
            Provenance = Provenance.Printed,
            Statement = @"Let $\eta < 2/S$. Then $$\|x_t\| \to 0$$ for **all** `t`.",
            Corrected = "",
            Readings = [],
            Verdict = Verdict.Confirmed,
            Explanation = "",
            DependsOn = [],
            Parameters = [new ParameterResult("depth", "L", "3", "3", "[2, 20]")],
            Status = Status.Reproduced,
            Margin = 0.9,
            Resolution = 1e-6,
            ChecksBeyondTier = 0,
            Checks = [Check("It holds", Status.Reproduced, "", evidence)],
        };

    /// <summary>A check.</summary>
    public static CheckResult Check(
        string name,
        Status status,
        string message,
        params IReadOnlyList<Evidence> evidence
    ) => new(name, name.Replace(' ', '_'), Tier.Fast, Role.Support, status, message, "specs/A.cs", 12, 0.25, evidence);

    /// <summary>One piece of evidence of every kind but figures.</summary>
    public static IReadOnlyList<Evidence> EveryKind { get; } =
    [
        new AgreementEvidence(
            "ρ₁",
            0.5,
            0.5000001,
            Tolerance.Absolute(1e-6),
            1e-7,
            0.9,
            1e-6,
            1,
            [new Rival("exponent r − 1", 0.75, 0.25, Rejected: true)],
            Holds: true
        ),
        new FactEvidence("period", "4", "4", [new FactRival("as printed", "2", Rejected: true)], Holds: true),
        new BoundEvidence("largest entry", 1e-12, "below", 1e-10, 0.99, Holds: true),
        new PropertyEvidence(
            "scaling",
            100,
            3e-10,
            Tolerance.Relative(1e-9),
            0.7,
            "42",
            "L = 3",
            [new PropertyRival("without the power", 98, 100, Rejected: true)],
            Holds: true
        ),
        new TrendEvidence(
            "sharper with depth",
            4,
            5,
            4,
            [0.1, 0.2, -0.1, 0.3, 0.2],
            [new PropertyRival("flatter with depth", 4, 5, Rejected: true)],
            Holds: true
        ),
        new GoldenEvidence("k₄", 2.489, 2.489, Tolerance.Absolute(1e-3), 0, GoldenState.Compared, Holds: true),
    ];

    /// <summary>A figure with a line, points and logarithmic axes.</summary>
    public static FigureEvidence Figure(string name, int points = 20)
    {
        double[] xs = [.. Enumerable.Range(1, points).Select(i => (double)i)];
        return new Figures.Figure(name, Figures.Axis.Log("ηS"), Figures.Axis.Log("ρ"))
            .Line("theory", xs, [.. xs.Select(x => 1 / x)])
            .Points("simulation", xs, [.. xs.Select(x => 1.01 / x)])
            .Rule("2/η = S", points / 2.0)
            .Evidence;
    }

    /// <summary>A claim whose statement fails as given.</summary>
    public static ClaimResult Erratum(string id, Verdict verdict, Provenance provenance = Provenance.Printed) =>
        Claim(id) with
        {
            Verdict = verdict,
            Provenance = provenance,
            Explanation = "The factor $L$ of $\\lambda_{\\max}$ is missing.",
            Corrected = verdict == Verdict.Corrected ? @"With $z = 1 + \eta(\sigma - \rho^L)$." : "",
            Readings = ["Under the reading with $x \\in \\mathbb R$ it fails as well."],
            Checks =
            [
                Check("The printed form fails", Status.Reproduced, "", EveryKind) with
                {
                    Role = Role.Counterexample,
                },
            ],
        };

    /// <summary>One claim of every sort: confirmed, corrected, refuted, resting on a refuted one, broken, skipped.</summary>
    public static RunResults Small() =>
        Run(
            Claim("P/one", [.. EveryKind, Figure("The law")]) with
            {
                Aliases = ["P/uno"],
            },
            Erratum("P/two", Verdict.Corrected) with
            {
                DependsOn = ["P/one", "P/later"],
            },
            Erratum("P/three", Verdict.Refuted, Provenance.Reconstructed),
            Claim("P/four") with
            {
                DependsOn = ["P/three", "P/one"],
            },
            Claim("Q/broken") with
            {
                Status = Status.Broken,
                Checks = [Check("It breaks", Status.Broken, "ρ₁: 0.5 against 0.6\nsecond line, 100%")],
            },
            Claim("Q/skipped") with
            {
                Status = Status.Skipped,
                Checks = [Check("It waits", Status.Skipped, "needs a GPU")],
            },
            Claim("Q/hostile") with
            {
                Title = Hostile,
                Source = Hostile,
                Statement = Hostile,
                Checks =
                [
                    Check(
                        Hostile,
                        Status.Reproduced,
                        Hostile,
                        [new FactEvidence(Hostile, Hostile, Hostile, [], true), Figure(Hostile)]
                    ),
                ],
            }
        );

    /// <summary>As many claims and figures as asked for, each claim with evidence of every kind.</summary>
    public static RunResults Large(int claims, int figures)
    {
        var papers = new[] { "A", "B", "C", "D" };
        return Run([
            .. Enumerable
                .Range(0, claims)
                .Select(i =>
                {
                    var id = $"{papers[i * papers.Length / claims]}/claim-{i}";
                    var verdict = Verdicts[i % Verdicts.Length];
                    var claim =
                        verdict == Verdict.Corrected ? Erratum(id, verdict) : Claim(id) with { Verdict = verdict };
                    IEnumerable<Evidence> figure = i < figures ? [Figure($"Figure {i}", 120)] : [];
                    var checks = Enumerable
                        .Range(0, 5)
                        .Select(j => Check($"Check {j}", Status.Reproduced, "", EveryKind));
                    return claim with
                    {
                        Explanation = verdict == Verdict.Confirmed ? "" : "Because $x > 0$.",
                        DependsOn =
                            i % 3 == 0 || i == 0 ? [] : [$"{papers[(i - 1) * papers.Length / claims]}/claim-{i - 1}"],
                        Checks = [.. claim.Checks, .. checks, Check("Figures", Status.Reproduced, "", [.. figure])],
                    };
                }),
        ]);
    }
}
