using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>How claims refer to each other.</summary>
internal sealed class ClaimLinks
{
    private readonly Dictionary<string, ClaimResult> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> usedBy;

    public ClaimLinks(IReadOnlyList<ClaimResult> claims)
    {
        foreach (var claim in claims)
        {
            foreach (var id in claim.Aliases.Prepend(claim.Id))
                byId.TryAdd(id, claim);
        }
        usedBy = claims
            .SelectMany(claim => Premises(claim).Select(premise => (premise, claim.Id)))
            .ToLookup(pair => pair.premise, pair => pair.Id, StringComparer.Ordinal);
    }

    /// <summary>The claim with an id or alias, if it is among the results.</summary>
    public ClaimResult? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The claims that a claim rests on, by their main ids.</summary>
    public IEnumerable<string> Premises(ClaimResult claim) =>
        claim.DependsOn.Select(id => Find(id)?.Id ?? id).Where(id => id != claim.Id).Distinct(StringComparer.Ordinal);

    /// <summary>The claims that rest on a claim.</summary>
    public IEnumerable<string> UsedBy(ClaimResult claim) => usedBy[claim.Id];

    /// <summary>The premises of a claim that are refuted.</summary>
    public IEnumerable<string> RefutedPremises(ClaimResult claim) =>
        Premises(claim).Where(id => Find(id) is { Verdict: Verdict.Refuted });

    /// <summary>A link to a claim with its verdict; the id alone when it has no page.</summary>
    public Markup Link(string id) =>
        Find(id) is { } claim
            ? Markup.Of(
                $"<a class=\"claim-link {Badges.Class(claim.Verdict)}\" href=\"#{claim.Id}\" title=\"{claim.Title} ({claim.Verdict})\">{Badges.Shape(claim.Verdict)}{id}</a>"
            )
            : Markup.Of($"<span class=\"claim-link planned\" title=\"not among these results\">{id}</span>");

    /// <summary>Links to claims.</summary>
    public Markup List(IEnumerable<string> ids) => Markup.Of($"{ids.Select(Link)}");
}
