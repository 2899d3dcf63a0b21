namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("N/mlp-params", "Number of parameters of a perceptron", Source = "N, Section 3.1")]
public sealed class PerceptronParameters : Quantity
{
    [Parameter(Min = 1, Max = 100_000, Description = "inputs, hidden widths, outputs")]
    public int[] Sizes { get; set; } = [192, 32, 32, 32, 32, 4];

    [Parameter(Description = "whether layers have biases")]
    public YesNo Bias { get; set; } = YesNo.True;

    public override void Validate() => _ = PerceptronChoice.Network(Sizes, Bias);

    public override Outputs Evaluate() => new() { { "count", PerceptronChoice.Network(Sizes, Bias).ParameterCount } };
}
