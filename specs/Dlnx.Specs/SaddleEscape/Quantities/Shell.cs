using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/shell", "√Π(u + g_l) over u^(k/2)·Π_{l>k} a_(l) on a shell of the scales", Source = "C/lem-19")]
public sealed class Shell : Quantity
{
    [Parameter("a", Above = 0, Max = 1e6, Description = "scales, ascending, at least two")]
    public double[] Scales { get; set; } = [1e-3, 0.1, 1];

    [Parameter("k", Min = 1, Description = "shell, up to the number of scales")]
    public int Index { get; set; } = 1;

    [Parameter("u", Above = 0, Description = "square of the smallest scale on its way up")]
    public double Square { get; set; } = 0.01;

    public override void Validate() => ShellChoice.Require(Scales, Index);

    public override Outputs Evaluate() => new() { { "ratio", BottleneckShell.Ratio(Scales, Index, Square) } };
}
