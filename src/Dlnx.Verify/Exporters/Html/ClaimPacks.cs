using System.Text.Json;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>
/// The claims' own pages, some at a time in one pack: pages are alike, so they compress well together, and opening a
/// claim still unpacks little. An index says which pack holds an id or alias.
/// </summary>
internal static class ClaimPacks
{
    private const int ClaimsPerPack = 16;

    public static IEnumerable<Pack> Of(Report report, ClaimLinks links)
    {
        var page = new ClaimMarkup(report, links);
        var packs = report.Results.Claims.DistinctBy(claim => claim.Id).Chunk(ClaimsPerPack).ToList();
        var index = packs.SelectMany((claims, number) => claims.SelectMany(claim => Entries(claim, number)));
        yield return new("index", () => JsonSerializer.Serialize(index.DistinctBy(pair => pair.Key).ToDictionary()));
        foreach (var (number, claims) in packs.Index())
        {
            yield return new($"claims {number}", () => JsonSerializer.Serialize(Pages(claims), ResultsJson.Options));
        }

        Dictionary<string, string> Pages(ClaimResult[] claims) =>
            claims.ToDictionary(claim => claim.Id, claim => page.Of(claim).Html, StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, PackedClaim>> Entries(ClaimResult claim, int pack) =>
        claim.Aliases.Prepend(claim.Id).Select(id => KeyValuePair.Create(id, new PackedClaim(pack, claim.Id)));

    private sealed record PackedClaim(int Pack, string Id);
}
