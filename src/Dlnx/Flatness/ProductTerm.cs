namespace Dlnx.Flatness;

/// <summary>One term c·∏θ_i of a sum of products.</summary>
/// <param name="Coefficient">c</param>
/// <param name="Parameters">indices of its parameters from 0, each once; none for a constant</param>
public sealed record ProductTerm(double Coefficient, IReadOnlyList<int> Parameters)
{
    /// <summary>The value at a point.</summary>
    public double Value(ReadOnlySpan<double> theta) => Without(theta, -1, -1);

    // The product over all parameters but two, without a division: exact derivatives at θ_i = 0 too.
    internal double Without(ReadOnlySpan<double> theta, int first, int second)
    {
        var product = Coefficient;
        foreach (var i in Parameters)
        {
            if (i != first && i != second)
                product *= theta[i];
        }
        return product;
    }
}
