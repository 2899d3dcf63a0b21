using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A setting of Figure 19.</summary>
/// <param name="Name">the case</param>
/// <param name="Delta">Δ in the words of the command line</param>
/// <param name="F0">the law of x₀ in the words of the command line</param>
public sealed record DensityCase(string Name, string Delta, string F0)
{
    /// <summary>I-a: steps smaller than the width of the start.</summary>
    public static DensityCase WideStart { get; } = new("I-a", "sigmoid(0.05,0.2,2,0)", "normal(0.5,0.4)");

    /// <summary>I-b: steps larger than the width of the start.</summary>
    public static DensityCase NarrowStart { get; } = new("I-b", "sigmoid(0.1,0.3,2,0)", "normal(0.5,0.15)");

    /// <summary>II: steps too steep for inverse maps.</summary>
    public static DensityCase SteepStep { get; } = new("II", "sigmoid(0.1,0.6,12,0.5)", "normal(0.5,0.15)");

    /// <summary>III: two peaks at the start.</summary>
    public static DensityCase BimodalStart { get; } =
        new("III", "sigmoid(0.05,0.2,2,0)", "mix(0.5,-0.3,0.2;0.5,1.2,0.2)");

    /// <summary>The even times of the reference.</summary>
    public static IReadOnlyList<int> Times { get; } = [0, 2, 4, 6, 8, 10];

    /// <summary>The title of its figure.</summary>
    public string Title => $"Case {Name}: Δ = {Delta}, f₀ = {F0}";

    /// <summary>Δ.</summary>
    public StepLaw Step => StepLawChoice.Parse("delta", Delta);

    /// <summary>The law of x₀.</summary>
    public InitialLaw Start => InitialLawChoice.Parse("f0", F0);

    /// <summary>Whether the catalogue prints the 0.05- and 0.95-quantiles.</summary>
    public bool HasGoldenQuantiles => Name == "I-a";

    /// <summary>Whether the catalogue prints the distance of those quantiles.</summary>
    public bool HasGoldenSpread => Name is "I-b" or "II";

    /// <summary>The exact density at a time, by preimages.</summary>
    public DensityAt At(int steps)
    {
        var exact = new CurvatureLaw(Step, Start, steps);
        var around = TransferGrid.Covering(Step, Start, steps, cells: 2);
        var grid = SampledDensity.Of(exact.Density, -2.5, 3.5, 1201);
        return new DensityAt(
            steps,
            grid,
            exact.Quantile(0.05),
            exact.Median,
            exact.Quantile(0.95),
            SampledDensity.Of(exact.Density, around.Low, around.High, 1001).Mean
        );
    }

    /// <summary>The law at a time by the transfer operator, with its error estimate.</summary>
    public RefinedCurvature Push(int steps, int cells) =>
        RefinedCurvature.Evolve(Step, Start, steps, TransferGrid.Covering(Step, Start, steps, cells));
}

/// <summary>A density of Figure 19 and the numbers that the catalogue lists for it.</summary>
/// <param name="Steps">t</param>
/// <param name="Grid">f_t on 1201 points of [−2.5, 3.5]</param>
/// <param name="Low">0.05-quantile</param>
/// <param name="Median">median</param>
/// <param name="High">0.95-quantile</param>
/// <param name="Mean">mean by quadrature</param>
public sealed record DensityAt(int Steps, SampledDensity Grid, double Low, double Median, double High, double Mean)
{
    /// <summary>The distance of the quantiles, a stand-in for the width of the support.</summary>
    public double Spread => High - Low;

    /// <summary>Every fourth point, for figures.</summary>
    public SampledDensity Shown => new(Grid.First, 4 * Grid.Spacing, [.. Grid.Values.Where((_, i) => i % 4 == 0)]);
}
