using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/class-d", "The escape time of an activation with an offset, from four starts", Source = "C/C.4-classD")]
public sealed class ClassD : Quantity
{
    [Parameter("phi", Description = "φ of class D")]
    public OffsetActivation Phi { get; set; }

    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 1e-3, Max = 0.2, Description = "ε")]
    public double Eps { get; set; } = 0.05;

    [Parameter(Description = "where the network starts")]
    public OffsetStart Start { get; set; }

    [Parameter(Description = "start=centred: the teacher is φ − φ(0) as well")]
    public TeacherCentring TeacherCentred { get; set; }

    [Parameter(Above = 0, Max = 1.5, Description = "start=centred: a⋆, above ε")]
    public double Threshold { get; set; } = 0.5;

    public override void Validate() => EscapeSetting.RequireThreshold(Threshold, Eps);

    public override Outputs Evaluate()
    {
        var escape = Phi.Escape(Depth, TeacherCentred) with { Threshold = Threshold };
        var time = escape.Time(Start, Eps);
        return new Outputs
        {
            { "tau", time },
            { "baseline", escape.BestConstantLoss },
            { "relocatedScale", escape.RelocatedScale },
            { "scaled", Depth > 2 ? time * escape.CentredUnit(Eps) : null },
        };
    }
}
