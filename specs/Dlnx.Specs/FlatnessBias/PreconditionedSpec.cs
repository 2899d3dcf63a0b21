using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>What the claims about a quadratic with a diagonal preconditioner share.</summary>
public abstract class PreconditionedSpec : ClaimSpec
{
    /// <summary>H.</summary>
    [Parameter("H", Min = -1e6, Max = 1e6, Description = "H, symmetric Hessian")]
    public double[][] Hessian { get; set; } =
    [
        [3, 0.7, 0.2],
        [0.7, 2.5, 0.4],
        [0.2, 0.4, 1.5],
    ];

    /// <summary>D.</summary>
    [Parameter("D", Above = 0, Max = 1e6, Description = "diagonal of the preconditioner; replaced where s is given")]
    public double[] Diagonal { get; set; } = [1.5, 0.6, 2];

    /// <summary>s.</summary>
    [Parameter("s", Min = 0, Max = 1e12, Description = "second moments, D = √min(s, τ) + ε")]
    public double[]? SecondMoments { get; set; }

    /// <summary>τ.</summary>
    [Parameter("tau", Above = 0, Max = 1e12, Description = "cap τ on s; none by default")]
    public double? Cap { get; set; }

    /// <summary>ε.</summary>
    [Parameter("eps", Min = 0, Max = 1e6, Description = "ε beside s; 1e-8 by default")]
    public double? Epsilon { get; set; }

    /// <inheritdoc/>
    public override void Validate() => _ = ChosenDiagonal;

    /// <summary>The Hessian that was typed.</summary>
    protected Matrix ChosenHessian => PreconditionerChoice.Hessian(Hessian);

    /// <summary>The diagonal that was typed, directly or by moments.</summary>
    protected double[] ChosenDiagonal =>
        PreconditionerChoice.Diagonal(Diagonal, SecondMoments, Cap, Epsilon, ChosenHessian.Rows);

    /// <summary>Random quadratics of two to six dimensions with D = 10^U(−1, 1).</summary>
    protected static Gen<QuadraticCase> Quadratics(Definiteness definiteness) =>
        from n in Draw.Integer(2, 6)
        from seed in Draw.Seed()
        select QuadraticCase.Draw(definiteness, n, new RandomStream(seed));
}
