using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Golden;

/// <summary>What to do about numbers that are not the accepted ones.</summary>
internal static class GoldenRemedy
{
    /// <summary>Names the file of a claim's accepted numbers and the commands that compare and accept.</summary>
    public static string Of(GoldenStore store, string claim, Tier tier)
    {
        var arguments = (tier == Tier.Full ? $"{claim} --tier full" : claim) + store.Engine.Words;
        return $"Accepted numbers: {store.PathOf(claim)}. Compare: dotnet dlnx-verify golden diff {arguments}; "
            + $"accept: dotnet dlnx-verify golden accept {arguments}";
    }

    /// <summary>What to know about numbers that another kernel than the managed one gave; they cannot be accepted.</summary>
    public static string Of(GoldenStore store, string claim, RunKernel kernel) =>
        $"Accepted numbers: {store.PathOf(claim)}. The managed kernel gave them; {kernel.Title} rounds differently, which a long "
        + "or chaotic computation can carry beyond a tolerance. If the same command without "
        + $"'{kernel.Words.Trim()}' agrees, the kernel makes the difference, and not the code.";
}
