namespace Dlnx.Verify.Tests.Hosting;

/// <summary>Ledgers of accepted verdicts.</summary>
internal static class Ledgers
{
    public static void WriteLedger(this TemporaryFolder folder, IReadOnlyDictionary<string, Verdict> verdicts) =>
        folder.Write(VerdictLedger.FileName, new VerdictLedger(verdicts).Text());

    /// <summary>The verdicts that the sample claims declare.</summary>
    public static Dictionary<string, Verdict> Declared() =>
        Samples.Catalog.Claims.ToDictionary(claim => claim.Id, claim => claim.Declaration.Verdict);
}
