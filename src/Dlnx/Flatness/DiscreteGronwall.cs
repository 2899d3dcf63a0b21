namespace Dlnx.Flatness;

/// <summary>
/// Bounds on sequences with 0 ≤ u_k ≤ b_k + L·Σ_{j&lt;k} u_j and non-decreasing b (Lemma F.14, eqs. 29 and 30), and the
/// localisation of the process that follows from them (Corollary F.15).
/// </summary>
public static class DiscreteGronwall
{
    /// <summary>b_k(1 + L)^k.</summary>
    public static double Bound(double b, double lipschitz, int k) => b * Math.Pow(1 + lipschitz, k);

    /// <summary>b_k(1 + L)^{k−1}, the bound for k ≥ 1 when u_0 = 0.</summary>
    public static double BoundFromZero(double b, double lipschitz, int k) => Bound(b, lipschitz, k - 1);

    /// <summary>The largest sequence u_0 … u_n that the inequalities admit: equality at every index.</summary>
    /// <param name="b">b_0 … b_n</param>
    /// <param name="lipschitz">L ≥ 0</param>
    public static double[] Extremal(IReadOnlyList<double> b, double lipschitz)
    {
        ArgumentNullException.ThrowIfNull(b);
        var u = new double[b.Count];
        var sum = 0.0;
        for (var k = 0; k < u.Length; k++)
        {
            u[k] = b[k] + (lipschitz * sum);
            sum += u[k];
        }
        return u;
    }

    /// <summary>Δ(c)·M_t·(1 + L)^{t−1}, which max_{j≤t} |x_j − c| does not exceed when x_0 = c.</summary>
    /// <param name="stepAtStart">Δ(c)</param>
    /// <param name="lipschitz">L on the visited range</param>
    /// <param name="signs">the t ≥ 1 signs</param>
    public static double Localisation(double stepAtStart, double lipschitz, SignString signs) =>
        BoundFromZero(stepAtStart * signs.Excursion, lipschitz, signs.Length);
}
