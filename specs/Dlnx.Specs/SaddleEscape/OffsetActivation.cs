using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The activations of class D, as typed on the command line.</summary>
public enum OffsetActivation
{
    /// <summary>ln(1 + eᶻ).</summary>
    Softplus,

    /// <summary>1/(1 + e^{−z}).</summary>
    Sigmoid,
}

/// <summary>Whether the teacher of a centred network is centred as well, as typed on the command line.</summary>
public enum TeacherCentring
{
    /// <summary>The teacher is φ − φ(0).</summary>
    True,

    /// <summary>The teacher is φ.</summary>
    False,
}

/// <summary>Builds what the words stand for.</summary>
public static class OffsetChoice
{
    /// <summary>The escape of a depth with this activation.</summary>
    public static OffsetEscape Escape(
        this OffsetActivation phi,
        int depth,
        TeacherCentring teacher = TeacherCentring.True
    )
    {
        var name = phi == OffsetActivation.Softplus ? "softplus" : "sigmoid";
        var escape = new OffsetEscape(Activations.Find(name), Activations.Find("c" + name), depth);
        return teacher == TeacherCentring.True ? escape : escape with { CentredTeacher = escape.Activation };
    }

    /// <summary>κ(L − 2)ε^{L−2}, the unit in which the centred network's time tends to 1; κ/ln(1/ε) at L = 2.</summary>
    public static double CentredUnit(this OffsetEscape escape, double eps) =>
        escape.CentredDrive
        * (escape.Depth == 2 ? 1 / Math.Log(1 / eps) : (escape.Depth - 2) * Math.Pow(eps, escape.Depth - 2));
}
