using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class TwoSidedMonotonicity
{
    [Check]
    public void Windows_are_two_sided_for_affine_steps() =>
        Evidence
            .ForAll(
                "rise of p_t right of T₊ᵗ(c) or fall left of T₋ᵗ(c) − w, w = 0.05",
                GeneratedMultiplication.Any(),
                c => AgainstOrder(c, Math.Pow(1 + c.M, c.Steps), Math.Pow(1 - c.M, c.Steps)),
                Absolute(1e-12)
            )
            .Rejects("from c itself on", c => AgainstOrder(c, 1, 1));

    [Check]
    public void Windows_are_two_sided_where_the_start_outweighs_the_slopes()
    {
        // Laplace(0; b): |(ln 1/T_σ′)′| ≤ (1/b₀), b₀ = (1 − L)/(sup|Δ″| Σ_{j<t}(1 + L)^j), so b ≤ b₀ is the condition.
        var cases =
            from height in Draw.Between(0.05, 0.5)
            from steepness in Draw.Between(1, 4)
            from centre in Draw.Between(-1, 1)
            from share in Draw.Between(0.2, 1)
            from t in Draw.Integer(1, 3)
            select new Outweighing(height, steepness, centre, share, t);
        Evidence
            .ForAll(
                "rise or fall of p_t against the claimed order, f₀/T_σ′ monotone on both sides of c",
                cases.ToArbitrary(),
                c => AgainstOrder(c, c.Share * c.LargestScale),
                Absolute(1e-12)
            )
            .Rejects("any unimodal start: a scale 50 times as large", c => AgainstOrder(c, 50 * c.LargestScale));
    }

    [Check]
    public void The_band_is_no_wider_than_2t_steps()
    {
        var cases =
            from step in GeneratedStep.Lipschitz(0.9)
            from mode in Draw.Between(-2, 2)
            from t in Draw.Integer(1, 8)
            select new DrawnBand(step, Math.Round(mode, 3), t);
        Evidence
            .ForAll(
                "T₊ᵗ(c) − T₋ᵗ(c) over 2t sup Δ, sup over the band, minus 1",
                cases.ShrunkBy(c => GeneratedStep.Shrink(c.Step).Select(step => c with { Step = step })),
                c => (c.Band.Width / (2 * c.Steps * c.Band.LargestStep)) - 1,
                Absolute(1e-12)
            )
            .Rejects("t sup Δ", c => (c.Band.Width / (c.Steps * c.Band.LargestStep)) - 1);
    }

    private static double AgainstOrder(GeneratedMultiplication c, double right, double left)
    {
        const double width = 0.05;
        var law = c.Law;
        var (mode, spread) = (c.Start.Law.Mode, law.Quantile(0.999) - law.Quantile(0.001));
        return Math.Max(
            Rise(y => law.Window(y, width), right * mode, spread),
            Rise(y => law.Window(y, width), (left * mode) - width, -spread)
        );
    }

    private static double AgainstOrder(Outweighing c, double scale)
    {
        // Beyond this the sigmoids of the cases are flat and the order is that of the start.
        const double reach = 2;
        const double width = 0.05;
        var law = new CurvatureLaw(c.Step, LocationScaleLaw.Laplace(0, scale), c.Steps);
        var band = new Band(c.Step, 0, c.Steps);
        return Math.Max(
            Rise(y => law.Window(y, width), band.Right, reach),
            Rise(y => law.Window(y, width), band.Left - width, -reach)
        );
    }

    // The largest rise between neighbours on the way from a start outwards.
    private static double Rise(Func<double, double> value, double from, double reach)
    {
        double[] values = [.. Enumerable.Range(0, 41).Select(i => value(from + (reach * i / 40)))];
        return Rises(values).Max();
    }

    private sealed record Outweighing(double Height, double Steepness, double Centre, double Share, int Steps)
    {
        public SigmoidStep Step => new(0.05, Height, Steepness, Centre);

        // sup|σ″| = 1/(6√3).
        public double LargestScale =>
            (1 - Step.Lipschitz)
            * (6 * Math.Sqrt(3))
            / (Height * Steepness * Steepness * Enumerable.Range(0, Steps).Sum(j => Math.Pow(1 + Step.Lipschitz, j)));
    }

    private sealed record DrawnBand(MixedStep Step, double Mode, int Steps)
    {
        public Band Band => new(Step, Mode, Steps);
    }

    private sealed record Band(StepLaw Step, double Mode, int Steps)
    {
        public double Right => Enumerable.Range(0, Steps).Aggregate(Mode, (x, _) => Step.Up(x));

        public double Left => Enumerable.Range(0, Steps).Aggregate(Mode, (x, _) => Step.Down(x));

        public double Width => Right - Left;

        public double LargestStep => Step.At(Right);
    }
}
