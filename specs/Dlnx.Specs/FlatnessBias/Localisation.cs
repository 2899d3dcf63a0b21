using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/cor-F.15",
    "Localisation",
    Kind = ClaimKind.Corollary,
    Source = "Corollary F.15",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.14", "D/cond-5.8"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $|\Delta(x) - \Delta(y)| \le L|x - y|$ and $x_0 = c$, along every string
        $$\max_{j \le t}|x_j - c| \le \Delta(c)\,M_t\,(1 + L)^{t-1} \le \Delta(c)\,M_t\,e^{Lt}, \qquad M_t = \max_{j \le t}|S_j|.$$
        """
)]
public sealed class Localisation : PointStartSpec
{
    [Parameter("string", Description = "signs + and -, 1 to 22, the first one first")]
    public string Signs { get; set; } = "++-+--+-";

    public override void Validate()
    {
        base.Validate();
        if (SignStringChoice.Parse("string", Signs, PathEnumeration.MaximalSteps).Length == 0)
            throw new ParameterException("string", "is empty; give at least one sign.");
    }

    [Check]
    public void Paths_stay_in_the_band() =>
        Evidence
            .ForAll(
                "max|x_j − c| over the band, above 1 by",
                Path.Any,
                c => c.Excess(signs => signs.Length - 1),
                Absolute(1e-12)
            )
            .Rejects("Δ(c)M_t without the growth factor", c => c.Excess(_ => 0));

    [Check]
    public void The_first_step_attains_it()
    {
        var step = Math.Abs(Reference.Down(ReferenceStart) - ReferenceStart);
        var band = DiscreteGronwall.Localisation(Reference.At(ReferenceStart), Reference.Lipschitz, SignString.Minus);
        Evidence
            .Agrees("|x₁ − c|", step, band, Relative(1e-14))
            .Rejects("(1 + L)Δ(c)", band * (1 + Reference.Lipschitz));
    }

    [Check]
    public void The_chosen_path_stays_in_the_band()
    {
        var signs = SignStringChoice.Parse("string", Signs, PathEnumeration.MaximalSteps);
        var step = Law.At(Start);
        if (!(step > 0))
            Skip($"Δ(x₀) is {step:G6}; the claim is about positive steps.");
        var reach = signs.States(Law, Start).Max(x => Math.Abs(x - Start));
        var band = DiscreteGronwall.Localisation(step, Law.Lipschitz, signs);
        Evidence.AtMost("max|x_j − c|", reach, (band * (1 + 1e-12)) + (1e-12 * Math.Abs(Start)));
        Evidence.AtMost(
            "band over Δ(c)M_te^{Lt}",
            band / (step * signs.Excursion * Math.Exp(Law.Lipschitz * signs.Length)),
            1 + 1e-12
        );
    }

    /// <summary>A law of slope at most L, a start and a random string.</summary>
    private sealed record Path(MixedStep Law, double Lipschitz, double Start, SignString Signs)
    {
        public static Arbitrary<Path> Any { get; } =
            Arb.From(
                from lipschitz in Draw.Between(0.1, 0.9)
                from seed in Draw.Seed()
                from length in Draw.Integer(1, 12)
                from minuses in Draw.Integer(0, (1 << 12) - 1)
                from start in Draw.Between(-2, 2)
                select new Path(
                    RandomStepLaws.DrawLipschitz(new RandomStream(seed), 1000, lipschitz),
                    lipschitz,
                    start,
                    new((uint)minuses & ((1u << length) - 1), length)
                ),
                path => path.Signs.Length > 1 ? [path with { Signs = path.Signs.Slice(0, path.Signs.Length - 1) }] : []
            );

        /// <summary>max|x_j − c| over Δ(c)M_t(1 + L)^power, minus 1, at least 0.</summary>
        public double Excess(Func<SignString, int> power)
        {
            var reach = Signs.States(Law, Start).Max(x => Math.Abs(x - Start));
            return Math.Max(
                0,
                (reach / DiscreteGronwall.Bound(Law.At(Start) * Signs.Excursion, Lipschitz, power(Signs))) - 1
            );
        }
    }
}
