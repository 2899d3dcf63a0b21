using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/prop-24",
    "Schur–Perron eigenvalue",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 24, Appendix E.2",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        Let $J = \begin{pmatrix} -\Lambda_a & B \\ C & -\Lambda_b \end{pmatrix}$ with positive diagonal $\Lambda$ and
        $B, C \ge 0$, and $K = \Lambda_a^{-1}B\Lambda_b^{-1}C$. If $\rho(K) > 1$, then $J$ has a real eigenvalue $\lambda > 0$ with
        an eigenvector $(x, y) \ge 0$, $x \ne 0$. If $K$ is irreducible, then $x > 0$, $y > 0$ and $\lambda$ is simple.
        $\rho(K(\lambda))$ with $K(\lambda) = (\Lambda_a + \lambda)^{-1}B(\Lambda_b + \lambda)^{-1}C$ is continuous, strictly
        decreasing while positive, and equals 1 at $\lambda$.
        """,
    Corrected = """
        As stated, with $x > 0$ only: $y = (\Lambda_b + \lambda)^{-1}Cx$ is positive exactly where the row of $C$ is not zero.
        """,
    Readings = [
        "A: for irreducible K only x > 0 is claimed: holds as stated.",
        "B: also y > 0, as the proof says: needs every row of C to be non-zero.",
    ],
    Explanation = """
        Everything about $\lambda$ and $x$ holds. That $y$ is positive too does not follow from an irreducible $K$: with
        $\Lambda = 1$, $B = (2, 0)$ and $C = (2, 0)^\top$ the loop gain is the number 4, $\lambda = 1$ and the eigenvector is
        $(1, 1, 0)$.
        """
)]
public sealed class SchurPerronEigenvalue : ClaimSpec
{
    private const int Cases = 4000;

    [Parameter("Lambda_a", Above = 0, Max = 1e6, Description = "diagonal of Λ_a")]
    public double[] DecayA { get; set; } = [1, 2];

    [Parameter("Lambda_b", Above = 0, Max = 1e6, Description = "diagonal of Λ_b")]
    public double[] DecayB { get; set; } = [0.5, 1.5, 1];

    [Parameter("B", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_a")]
    public double[][] B { get; set; } = StageChoice.DefaultB;

    [Parameter("C", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_b")]
    public double[][] C { get; set; } = StageChoice.DefaultC;

    public override void Validate() => StageChoice.Require(DecayA, DecayB, B, C);

    [Check]
    public void It_grows_exactly_when_the_loop_gain_exceeds_one()
    {
        var stream = new RandomStream(StreamSeed());
        StageJacobian[] drawn = [.. Enumerable.Range(0, Cases).Select(_ => RandomStages.Draw(stream))];
        var gains = drawn.ToDictionary(stage => stage, stage => stage.LoopGainRadius());
        StageJacobian[] stages = [.. drawn.Where(stage => Math.Abs(gains[stage] - 1) > 1e-9)];
        double[] grows = [.. stages.Select(stage => Indicator(HasPositiveEigenvalue(stage.Matrix)))];
        Evidence
            .Agrees(
                $"positive real eigenvalue of J by the QR algorithm, and ρ(K) > 1, {stages.Length} cases",
                grows,
                [.. stages.Select(stage => Indicator(gains[stage] > 1))],
                Absolute(0)
            )
            .Rejects("K without Λ_a⁻¹", [.. stages.Select(stage => Indicator(WithoutDecayA(stage) > 1))])
            .Rejects(
                "K without both Λ⁻¹",
                [.. stages.Select(stage => Indicator(RandomStages.GainWithoutDecay(stage) > 1))]
            );
        Evidence.AtLeast("cases with ρ(K) > 1", grows.Sum(), Cases / 5);
        Evidence.AtLeast("cases with ρ(K) < 1", grows.Length - grows.Sum(), Cases / 5);
    }

    [Check]
    public void Couplings_of_both_signs_break_it()
    {
        var stream = new RandomStream(StreamSeed());
        var (exceptions, exceptionsWithout) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            var stage = RandomStages.Draw(stream);
            var signed = stage.Matrix;
            exceptionsWithout += Disagree(signed, stage) ? 1 : 0;
            for (var row = 0; row < stage.SizeA; row++)
            {
                foreach (ref var entry in signed.Row(row)[stage.SizeA..])
                    entry *= stream.NextDouble() < 0.5 ? -1 : 1;
            }
            exceptions += Disagree(signed, stage) ? 1 : 0;
        }
        Evidence
            .Matches<bool[]>(
                "ρ(K) > 1 and growth disagree in some of 500 cases: couplings ≥ 0, random signs in B",
                [exceptionsWithout > 0, exceptions > 0],
                [false, true]
            )
            .Rejects("signs do not matter", [false, false]);
        Evidence.AtLeast("cases of 500 with random signs in B where ρ(K) > 1 and growth disagree", exceptions, 1);
    }

    [Check]
    public void The_eigenvector_is_not_negative()
    {
        Evidence
            .ForAll(
                "(x, y) ≥ 0 and x ≠ 0 where ρ(K) > 1",
                Stages(),
                seed => Growing(seed) is { } stage ? Negativity(stage.LeadingVector(), stage.SizeA) : 0,
                Absolute(1e-9)
            )
            .Rejects("y > 0 always", seed => Growing(seed) is { } stage ? Indicator(SmallestOfY(stage) < 1e-9) : 0);
        Evidence.ForAll(
            "x > 0 and λ simple where K is irreducible as well",
            Stages(),
            seed =>
                Growing(seed) is { } stage && MatrixClasses.IsIrreducible(stage.LoopGain())
                    ? Indicator(stage.LeadingVector().Take(stage.SizeA).Min() < 1e-12 || Multiplicity(stage) != 1)
                    : 0,
            Absolute(0)
        );
    }

    [Check]
    public void The_loop_gain_at_the_growth_rate_is_one()
    {
        Evidence
            .ForAll(
                "ρ(K(λ)) = 1 at the largest eigenvalue λ > 0 of J",
                Stages(),
                seed => Growing(seed) is { } stage ? Math.Abs(stage.LoopGainRadius(Largest(stage)) - 1) : 0,
                Absolute(1e-9)
            )
            .Rejects("ρ(K(0)) = 1", seed => Growing(seed) is { } stage ? Math.Abs(stage.LoopGainRadius() - 1) : 0);
        Evidence.ForAll(
            "ρ(K(λ)) decreases while positive",
            Stages(),
            seed => Rise(RandomStages.Draw(new RandomStream(seed))),
            Absolute(0)
        );
    }

    [Check]
    public void It_holds_for_the_given_blocks()
    {
        var stage = StageChoice.Stage(DecayA, DecayB, B, C);
        var (rho, lambda) = (stage.LoopGainRadius(), Largest(stage));
        if (Math.Abs(rho - 1) < 1e-9)
            Skip("ρ(K) is 1 to rounding: the growth rate is 0 and its sign means nothing.");
        Evidence
            .Agrees(
                "sign of the largest eigenvalue, and of ρ(K) − 1",
                Math.Sign(lambda),
                Math.Sign(rho - 1),
                Absolute(0)
            )
            .Rejects("the opposite", Math.Sign(1 - rho));
        Evidence.Agrees("largest eigenvalue by QR and by Noda's iteration", lambda, stage.Abscissa, Mixed(1e-7));
        if (rho > 1)
            Evidence.Agrees("ρ(K(λ))", stage.LoopGainRadius(stage.Abscissa), 1, Absolute(1e-9));
        Reference();
    }

    [Check(Role = Role.Counterexample)]
    public void A_zero_row_of_C_leaves_a_zero_in_y()
    {
        var stage = new StageJacobian([1], [1, 1], Matrix.FromRows([2, 0]), Matrix.FromRows([2], [0]));
        Evidence.Matches("K is irreducible", MatrixClasses.IsIrreducible(stage.LoopGain()), expected: true);
        Evidence.Agrees("ρ(K)", stage.LoopGainRadius(), 4, Absolute(1e-14));
        Evidence.Agrees("λ", stage.Abscissa, 1, Absolute(1e-14));
        Evidence
            .Agrees("eigenvector", stage.LeadingVector(), [1, 1, 0], Absolute(1e-12))
            .Rejects("y > 0, as reading B has it", 1, 1, 1);
    }

    private static bool Disagree(Matrix matrix, StageJacobian stage) =>
        Factorizations.Eigenvalues(matrix).Any(value => value.Real > 0) != stage.LoopGainRadius() > 1;

    private void Reference()
    {
        foreach (var sigma in new[] { 1, 2, 3 })
        {
            var stage = StageChoice.Default(sigma);
            Evidence.Golden($"ρ at σ={sigma}", stage.LoopGainRadius(), Absolute(1e-11));
            Evidence.Golden($"λmax at σ={sigma}", stage.Abscissa, Absolute(1e-11));
        }
    }

    private static FsCheck.Arbitrary<ulong> Stages() => Draw.Seed().ToArbitrary();

    private static StageJacobian? Growing(ulong seed) =>
        RandomStages.Draw(new RandomStream(seed)) is var stage && stage.LoopGainRadius() > 1 + 1e-6 ? stage : null;

    private static bool HasPositiveEigenvalue(Matrix matrix) =>
        Factorizations.Eigenvalues(matrix).Any(value => value.Real > 0 && Math.Abs(value.Imaginary) < 1e-9);

    private static double Largest(StageJacobian stage) =>
        Factorizations.Eigenvalues(stage.Matrix).Max(value => value.Real);

    private static int Multiplicity(StageJacobian stage) =>
        Factorizations.Eigenvalues(stage.Matrix).Count(value => (value - stage.Abscissa).Magnitude < 1e-7);

    private static double SmallestOfY(StageJacobian stage) => stage.LeadingVector().Skip(stage.SizeA).Min();

    private static double Negativity(double[] vector, int sizeA) =>
        vector.Take(sizeA).Max() > 1e-12 ? Math.Max(0, -vector.Min()) : 1;

    private static double Rise(StageJacobian stage)
    {
        double[] gains = [.. new[] { 0, 0.1, 0.5, 1, 3, 10 }.Select(stage.LoopGainRadius)];
        return gains.Zip(gains.Skip(1)).Count(pair => pair.First > 0 && pair.Second >= pair.First);
    }

    private static double WithoutDecayA(StageJacobian stage)
    {
        var gain = stage.LoopGain();
        for (var i = 0; i < gain.Rows; i++)
        {
            foreach (ref var entry in gain.Row(i))
                entry *= -stage.Matrix[i, i];
        }
        return PerronRoot.Of(gain);
    }

    private static double Indicator(bool holds) => holds ? 1 : 0;
}
