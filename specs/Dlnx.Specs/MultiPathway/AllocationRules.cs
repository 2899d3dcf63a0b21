namespace Dlnx.Specs.MultiPathway;

/// <summary>Relations between the entries of an allocation s, how much each pathway carries of each mode.</summary>
public static class AllocationRules
{
    /// <summary>The largest number of modes for which a whole spectrum is shown.</summary>
    public const int MostModes = 8;

    /// <summary>Refuses rows of different length, no or too many modes, and modes that no pathway carries.</summary>
    /// <param name="s">pathways × modes</param>
    /// <exception cref="ParameterException">the matrix is not an allocation</exception>
    public static void Require(double[][] s)
    {
        if (s.Length == 0 || s[0].Length == 0 || s.Any(row => row.Length != s[0].Length))
            throw new ParameterException(
                "s",
                "must have one row for each pathway, all of one length, such as 2,0.5;1,1.5."
            );
        if (s[0].Length > MostModes)
            throw new ParameterException("s", $"has {s[0].Length} modes; at most {MostModes} here.");
        for (var i = 0; i < s[0].Length; i++)
        {
            if (s.All(row => row[i] == 0))
                throw new ParameterException(
                    "s",
                    $"gives mode {i + 1} to no pathway; each mode needs a positive entry."
                );
        }
    }

    /// <summary>Refuses a list without a positive entry.</summary>
    /// <param name="s">one coefficient for each pathway</param>
    /// <exception cref="ParameterException">all entries are zero</exception>
    public static void Require(double[] s)
    {
        if (s.All(x => x == 0))
            throw new ParameterException("s", "is zero in every pathway; at least one entry must be positive.");
    }
}
