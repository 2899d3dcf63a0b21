namespace Dlnx.Specs.MultiPathway;

/// <summary>An allocation of one mode as typed: the list s, or k of P pathways with equal shares of σ.</summary>
public static class AllocationChoice
{
    /// <summary>s_p of k pathways with σ/k each, followed by P − k empty ones.</summary>
    /// <param name="carrying">k, 1 to P</param>
    /// <param name="pathways">P</param>
    /// <param name="sigma">σ</param>
    /// <exception cref="ParameterException">k exceeds P</exception>
    public static double[] Equal(int carrying, int pathways, double sigma)
    {
        if (carrying > pathways)
            throw new ParameterException("k", $"is {carrying}; it must be at most P = {pathways}.");
        return [.. Enumerable.Repeat(sigma / carrying, carrying), .. new double[pathways - carrying]];
    }
}
