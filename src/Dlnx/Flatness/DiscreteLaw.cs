namespace Dlnx.Flatness;

/// <summary>A law on finitely many points, and what becomes of it under $x_{k+1} = x_k \pm \Delta(x_k)$.</summary>
public sealed class DiscreteLaw
{
    // Decimal weights such as 0.1 do not sum to a half exactly; integer weights do.
    private const double HalfSlack = 1e-12;

    private readonly double[] atoms;
    private readonly double[] weights;

    /// <summary>A law from its atoms.</summary>
    /// <param name="atoms">finite numbers in any order, at least one; repetitions add up</param>
    /// <param name="weights">positive, as many; only their ratios matter, and integers are summed exactly</param>
    /// <exception cref="ArgumentException">no atoms, another number of weights, or a number out of range</exception>
    public DiscreteLaw(ReadOnlySpan<double> atoms, ReadOnlySpan<double> weights)
    {
        if (atoms.IsEmpty || atoms.Length != weights.Length)
            throw new ArgumentException(
                $"A law has {atoms.Length} atoms and {weights.Length} weights; give as many, at least one."
            );
        (this.atoms, this.weights) = (atoms.ToArray(), weights.ToArray());
        if (!Array.TrueForAll(this.atoms, double.IsFinite))
            throw new ArgumentException("An atom is not a finite number.");
        foreach (var weight in weights)
        {
            if (!(weight > 0 && double.IsFinite(weight)))
                throw new ArgumentException($"A weight is {weight:R}; weights are positive and finite.");
        }
        Array.Sort(this.atoms, this.weights);
        Total = this.weights.Sum();
    }

    /// <summary>The atoms in increasing order.</summary>
    public ReadOnlySpan<double> Atoms => atoms;

    /// <summary>The weights of the atoms, not normalised.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The sum of the weights.</summary>
    public double Total { get; }

    /// <summary>The smallest median.</summary>
    public double LowerMedian => atoms[IndexWhere(weight => weight >= (0.5 - HalfSlack) * Total)];

    /// <summary>The largest median.</summary>
    public double UpperMedian => atoms[IndexWhere(weight => weight > (0.5 + HalfSlack) * Total)];

    /// <summary>The law with all weights 1.</summary>
    public static DiscreteLaw Uniform(ReadOnlySpan<double> atoms)
    {
        var ones = new double[atoms.Length];
        Array.Fill(ones, 1);
        return new(atoms, ones);
    }

    /// <summary>P(x ≤ level).</summary>
    public double Cumulative(double level) => MassUpTo(level) / Total;

    /// <summary>P(low &lt; x ≤ high).</summary>
    public double Mass(double low, double high) => (MassUpTo(high) - MassUpTo(low)) / Total;

    /// <summary>The law t steps later.</summary>
    /// <param name="law">Δ</param>
    /// <param name="steps">t, 0 to <see cref="PathEnumeration.MaximalSteps"/></param>
    public DiscreteLaw After(StepLaw law, int steps)
    {
        var branches = PathEnumeration.CountOf(steps);
        var (states, masses) = (new double[atoms.Length * branches], new double[atoms.Length * branches]);
        for (var i = 0; i < atoms.Length; i++)
        {
            PathEnumeration.Fill(law, atoms[i], states.AsSpan(i * branches, branches));
            Array.Fill(masses, weights[i], i * branches, branches);
        }
        return new(states, masses);
    }

    private double MassUpTo(double level)
    {
        var mass = 0.0;
        for (var i = 0; i < atoms.Length && atoms[i] <= level; i++)
            mass += weights[i];
        return mass;
    }

    private int IndexWhere(Func<double, bool> reached)
    {
        var mass = 0.0;
        for (var i = 0; i < atoms.Length; i++)
        {
            mass += weights[i];
            if (reached(mass))
                return i;
        }
        return atoms.Length - 1;
    }
}
