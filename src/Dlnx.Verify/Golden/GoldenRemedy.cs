using Dlnx.Verify.Claims;

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
}
