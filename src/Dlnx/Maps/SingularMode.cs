using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>The two values of a direction started unbalanced.</summary>
/// <param name="X">x, the last layer's singular value</param>
/// <param name="Y">y, the common singular value of the other L−1 layers</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModeState(double X, double Y)
{
    /// <summary>y² − x², the balancing gap.</summary>
    public double Gap => (Y - X) * (Y + X);
}

/// <summary>
/// The unbalanced recursion of one direction: x ← x − η(xy^(L−1) − σ)y^(L−1), y ← y − η(xy^(L−1) − σ)xy^(L−2), both at
/// once (Section 0). x = y is the balanced map.
/// </summary>
public sealed record SingularMode
{
    /// <summary>The mode of L layers with target σ at learning rate η.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    /// <param name="eta">η, positive (½ convention of the loss)</param>
    public SingularMode(int depth, double sigma, double eta)
    {
        Depth = MapDomain.Depth(depth);
        Sigma = MapDomain.Positive(sigma, nameof(sigma));
        Eta = MapDomain.Positive(eta, nameof(eta));
    }

    /// <summary>L, the number of layers.</summary>
    public int Depth { get; }

    /// <summary>σ, the target singular value.</summary>
    public double Sigma { get; }

    /// <summary>η, the learning rate.</summary>
    public double Eta { get; }

    /// <summary>The mode at the step k = ηS of the balanced map.</summary>
    public static SingularMode AtStep(int depth, double k, double sigma = 1) =>
        new(depth, sigma, k / BalancedSharpness.AtMinimum(depth, sigma));

    /// <summary>The unbalanced initialisation of eq. (3): x = 0, y = α.</summary>
    public static ModeState Unbalanced(double alpha) => new(0, MapDomain.Finite(alpha, nameof(alpha)));

    /// <summary>One gradient step.</summary>
    public ModeState Step(ModeState state)
    {
        var inner = IntegerPower.Raise(state.Y, Depth - 2);
        var outer = inner * state.Y;
        var pull = Eta * (state.X * outer - Sigma);
        return new(state.X - pull * outer, state.Y - pull * state.X * inner);
    }

    /// <summary>The state after a number of steps.</summary>
    public ModeState Iterate(ModeState start, int steps)
    {
        var state = start;
        for (var t = 0; t < steps; t++)
        {
            state = Step(state);
        }
        return state;
    }

    /// <summary>π = xy^(L−1), the end-to-end value.</summary>
    public double Product(ModeState state) => state.X * IntegerPower.Raise(state.Y, Depth - 1);

    /// <summary>q = η²(π − σ)²π²/(x²y²): one step multiplies the gap by 1 − q (Section 5, B/lem-2).</summary>
    public double GapLoss(ModeState state)
    {
        var inner = IntegerPower.Raise(state.Y, Depth - 2);
        var root = Eta * (state.X * inner * state.Y - Sigma) * inner;
        return root * root;
    }

    /// <summary>
    /// The largest modulus of an eigenvalue of the chain's L×L Hessian, in closed form: the 2×2 block of (x, mean of y)
    /// and, for L &gt; 2, the eigenvalue −(π − σ)xy^(L−3) of the differences among the equal layers.
    /// </summary>
    public double Sharpness(ModeState state)
    {
        var (x, y) = (state.X, state.Y);
        var inner = IntegerPower.Raise(y, Depth - 2);
        var outer = inner * y;
        var residual = x * outer - Sigma;
        // For two layers there are no equal layers, and y^(L−3) is never needed.
        var split = Depth == 2 ? 0 : residual * x * IntegerPower.Raise(y, Depth - 3);
        var xx = outer * outer;
        var yy = (Depth - 1) * x * x * inner * inner + (Depth - 2) * split;
        var xy = Math.Sqrt(Depth - 1) * (x * outer + residual) * inner;
        var mean = (xx + yy) / 2;
        var spread = double.Hypot((xx - yy) / 2, xy);
        return Math.Max(Math.Abs(mean) + spread, Math.Abs(split));
    }
}
