using System.Numerics.Tensors;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("N/init", "The initial parameters of a perceptron", Source = "N, Section 3.1")]
public sealed class PerceptronStart : Quantity
{
    [Parameter(Min = 1, Max = 100_000, Description = "inputs, hidden widths, outputs")]
    public int[] Sizes { get; set; } = [192, 32, 32, 32, 32, 4];

    [Parameter(Description = "how the bound follows from the fan-in")]
    public SchemeChoice Scheme { get; set; } = SchemeChoice.Torch;

    [Parameter(Min = 0, Max = 1000, Description = "factor on the bound")]
    public double Scale { get; set; } = 1;

    [Parameter(Description = "of the draws")]
    public ulong Seed { get; set; } = 1;

    [Parameter(Description = "whether layers have biases")]
    public YesNo Bias { get; set; } = YesNo.True;

    [Parameter("at", Min = 0, Description = "places in the flat vector")]
    public int[] Places { get; set; } = [0, 1, 2];

    public override void Validate()
    {
        var count = PerceptronChoice.Network(Sizes, Bias).ParameterCount;
        if (Places.Any(place => place >= count))
            throw new ParameterException(
                "at",
                $"is {string.Join(",", Places)}; the network has {count} parameters, from 0."
            );
    }

    public override Outputs Evaluate()
    {
        var theta = InitialParameters.Draw(PerceptronChoice.Network(Sizes, Bias), Scheme.Scheme(), Seed, Scale);
        return new Outputs
        {
            { "sum", theta.Sum() },
            { "sum_squares", TensorPrimitives.SumOfSquares<double>(theta) },
            { "theta", Places.Select(place => theta[place]) },
        };
    }
}
