using System.IO.Enumeration;
using System.Reflection;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Register;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Claims;

/// <summary>All claims of the loaded spec assemblies, in the order of their register, then by id.</summary>
public sealed class ClaimCatalog
{
    private ClaimCatalog(IReadOnlyList<ClaimDefinition> claims, ClaimRegister register)
    {
        Claims = claims;
        Register = register;
    }

    /// <summary>The claims.</summary>
    public IReadOnlyList<ClaimDefinition> Claims { get; }

    /// <summary>The ids that are known, with or without a spec.</summary>
    public ClaimRegister Register { get; }

    /// <summary>The catalogue entries that have no spec yet.</summary>
    public IEnumerable<RegisterEntry> Planned => Register.Entries.Where(entry => Find(entry.Id) is null);

    /// <summary>Finds the claims of spec assemblies.</summary>
    /// <exception cref="ProblemException">A claim breaks a rule, or two claims share an id.</exception>
    public static ClaimCatalog Load(IEnumerable<Assembly> assemblies)
    {
        Assembly[] loaded = [.. assemblies];
        var register = ClaimRegister.Load(loaded);
        var claims = loaded
            .SelectMany(SpecTypes.Of)
            .Where(ClaimRules.Concern)
            .Select(ClaimRules.Define)
            .OrderBy(claim => register.OrderOf(claim.Id))
            .ThenBy(claim => claim.Id, StringComparer.Ordinal)
            .ToList();
        var owners = new Dictionary<string, ClaimDefinition>(StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            foreach (var id in claim.Ids)
            {
                if (!owners.TryAdd(id, claim))
                {
                    var both = $"{owners[id].Type.FullName} and {claim.Type.FullName}";
                    throw new ProblemException($"The id {id} belongs to {both}; rename one.", ExitCode.Environment);
                }
            }
        }
        return new ClaimCatalog(claims, register);
    }

    /// <summary>The claim with an id or alias, or null.</summary>
    public ClaimDefinition? Find(string id) => Claims.FirstOrDefault(claim => claim.AnswersTo(id));

    /// <summary>The claims that have a parameter of this name.</summary>
    public IEnumerable<ClaimDefinition> WithParameter(string name) =>
        Claims.Where(claim => claim.Parameters.Any(p => string.Equals(p.Name, name, StringComparison.Ordinal)));

    /// <summary>
    /// The claims that match ids, aliases or globs such as <c>B/fig-*</c>, without those that match a pattern after a
    /// <c>!</c>; all for an empty selection.
    /// </summary>
    /// <exception cref="ProblemException">A pattern matches nothing; the message has the nearest ids.</exception>
    public IReadOnlyList<ClaimDefinition> Select(IReadOnlyCollection<string> patterns)
    {
        foreach (var pattern in patterns.Select(Selection.Bare))
        {
            if (!Claims.Any(claim => Selection.Matches(pattern, claim.Ids)))
                throw NothingMatches(pattern);
        }
        var chosen = Claims.Where(claim => Selection.Covers(patterns, claim.Ids)).ToList();
        return chosen.Count > 0 || patterns.Count == 0
            ? chosen
            : throw new ProblemException($"{string.Join(' ', patterns)} leaves no claim to run.", ExitCode.Usage);
    }

    /// <summary>Refuses settings that no chosen claim has, and values that a chosen claim refuses.</summary>
    /// <exception cref="ProblemException">A name is unknown, or a value is not allowed.</exception>
    public static void Validate(IReadOnlyList<ClaimDefinition> chosen, IReadOnlyDictionary<string, string> settings)
    {
        var known = chosen.SelectMany(claim => claim.Parameters.Select(parameter => parameter.Name)).ToHashSet();
        foreach (var name in settings.Keys.Where(name => !known.Contains(name)))
        {
            var claims = chosen.Count == 1 ? chosen[0].Id : $"the {chosen.Count} chosen claims";
            var names = known.Count == 0 ? "there are none" : $"there are {string.Join(", ", known.Order())}";
            throw new ProblemException(
                $"Unknown parameter '{name}' of {claims}.{Suggestions.DidYouMean(name, known)} Parameters: {names}.",
                ExitCode.Usage
            );
        }
        foreach (var claim in chosen)
            _ = claim.CreateSpec(settings);
    }

    private ProblemException NothingMatches(string pattern)
    {
        if (Register.Entries.Any(entry => string.Equals(entry.Id, pattern, StringComparison.Ordinal)))
            return new ProblemException(
                $"{pattern} is planned: it has no spec yet, so there is nothing to run.",
                ExitCode.Usage
            );
        if (Register.Entries.Any(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Id, ignoreCase: false)))
            return new ProblemException(
                $"{pattern} matches only planned claims: they have no spec yet, so there is nothing to run.",
                ExitCode.Usage
            );
        var ids = Claims.SelectMany(claim => claim.Ids);
        var nearest = Suggestions.DidYouMean(pattern, ids);
        return new ProblemException(
            $"Unknown claim '{pattern}'.{nearest} `dotnet dlnx-verify list` shows all {Claims.Count}.",
            ExitCode.Usage
        );
    }
}
