namespace Dlnx.Linear;

/// <summary>Starts of gradient descent across leaves, with the first two pathways apart: ξ ∝ (1, −1, 0, …).</summary>
public static class LeafStart
{
    /// <summary>The direction of ξ: the second pathway leads.</summary>
    /// <param name="pathways">P, at least 2</param>
    /// <exception cref="ArgumentOutOfRangeException">fewer than two pathways</exception>
    public static double[] Direction(int pathways)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pathways, 2);
        var direction = new double[pathways];
        (direction[0], direction[1]) = (1, -1);
        return direction;
    }

    /// <summary>y_p = y_*·(1 + spread·direction_p): next to the balanced point, with a small residual.</summary>
    /// <param name="balanced">the mode, L ≥ 3 and P ≥ 2</param>
    /// <param name="spread">in (0, 1)</param>
    public static PathwayMode Around(BalancedPoint balanced, double spread)
    {
        ArgumentNullException.ThrowIfNull(balanced);
        if (spread is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(spread),
                spread,
                $"The spread must lie between 0 and 1, so that all coordinates are positive; it is {spread}."
            );
        }

        double[] scales =
        [
            .. Direction(balanced.Pathways)
                .Select(side => LeafCoordinates.Scale(balanced.Depth, balanced.Coordinate * (1 + (spread * side)))),
        ];
        return PathwayMode.Homogeneous(balanced.Depth, balanced.Target, scales);
    }

    /// <summary>The zero-loss point of a leaf with all scales multiplied by a factor, which starts an oscillation.</summary>
    /// <param name="leaf">the leaf</param>
    /// <param name="factor">positive, near 1</param>
    public static PathwayMode Displaced(Leaf leaf, double factor)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        double[] scales = [.. leaf.Terminal.Scales.Select(r => r * factor)];
        return PathwayMode.Homogeneous(leaf.Balanced.Depth, leaf.Balanced.Target, scales);
    }
}
