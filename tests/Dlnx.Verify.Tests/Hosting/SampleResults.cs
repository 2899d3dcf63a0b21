using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dlnx.Verify.Tests.Hosting;

/// <summary>Results with evidence of every kind in every state, findings, settings and planned claims.</summary>
internal static class SampleResults
{
    private static readonly Lazy<RunResults> Lazily = new(Run);

    public static RunResults Full => Lazily.Value;

    public static JsonNode Json() => JsonSerializer.SerializeToNode(Full, ResultsJson.Options)!;

    public static string Text(RunResults results) => JsonSerializer.Serialize(results, ResultsJson.Options);

    private static RunResults Run()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        folder.WriteLedger(new Dictionary<string, Verdict> { ["Sample/aliased"] = Verdict.Refuted });
        var claims = Samples.Catalog.Claims.Select(claim => claim.Id).Where(id => !id.Contains("slow"));
        var settings = new Dictionary<string, string> { ["x"] = "0.5" };
        return Samples.Run(
            new RunOptions
            {
                Selection = [.. claims],
                Settings = settings,
                Cases = 20,
            },
            folder.Path
        );
    }
}
