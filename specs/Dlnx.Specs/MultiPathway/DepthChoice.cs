namespace Dlnx.Specs.MultiPathway;

/// <summary>The depths of pathways as they are typed: one number for all, or one for each.</summary>
public static class DepthChoice
{
    /// <summary>The number of pathways when nothing says otherwise.</summary>
    public const int UsualPathways = 2;

    /// <summary>L_p for each of P pathways; a list of depths implies P.</summary>
    /// <param name="depths">one depth, or one for each pathway</param>
    /// <param name="pathways">P, or null when it was not given</param>
    /// <exception cref="ParameterException">the list has another length than the P given with it</exception>
    public static int[] Resolve(int[] depths, int? pathways)
    {
        if (depths.Length == 1)
            return [.. Enumerable.Repeat(depths[0], pathways ?? UsualPathways)];
        if (pathways is { } count && count != depths.Length)
            throw new ParameterException(
                "depths",
                $"has {depths.Length} values but P is {count}; give one of the two."
            );
        return depths;
    }

    /// <summary>L_p for pathways whose number another parameter fixes.</summary>
    /// <param name="depths">one depth, or one for each pathway</param>
    /// <param name="pathways">P</param>
    /// <param name="fixedBy">the parameter with one entry for each pathway</param>
    /// <exception cref="ParameterException">the list has another length than P</exception>
    public static int[] For(int[] depths, int pathways, string fixedBy)
    {
        if (depths.Length == 1)
            return [.. Enumerable.Repeat(depths[0], pathways)];
        if (depths.Length != pathways)
        {
            var counts = $"has {depths.Length} values but {fixedBy} has {pathways} pathways";
            throw new ParameterException("depths", $"{counts}; give one depth, or one for each.");
        }
        return depths;
    }
}
