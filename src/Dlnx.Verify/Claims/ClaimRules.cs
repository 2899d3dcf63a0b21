using System.Reflection;
using System.Text.RegularExpressions;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Claims;

/// <summary>What every claim must satisfy before it can be run.</summary>
internal static partial class ClaimRules
{
    /// <summary>Finds a class that is not a well-formed claim.</summary>
    /// <exception cref="ProblemException">The class breaks a rule; the message names class, rule and remedy.</exception>
    public static ClaimDefinition Define(Type type)
    {
        var declaration = type.GetCustomAttribute<ClaimAttribute>();
        if (declaration is null)
            throw Problem(type, "derives from ClaimSpec but has no [Claim]; add the attribute");
        if (!type.IsAssignableTo(typeof(ClaimSpec)))
            throw Problem(type, "has [Claim] but does not derive from ClaimSpec; add the base class");
        if (type.IsAbstract)
            throw Problem(type, "has [Claim] but is abstract; declare the claims that derive from it");
        if (type.GetConstructor(Type.EmptyTypes) is null)
            throw Problem(type, "has no public constructor without arguments; give it one");
        foreach (var id in declaration.Aliases.Prepend(declaration.Id).Where(id => !SafeId().IsMatch(id)))
            throw Problem(type, $"has the id '{id}'; use a letter or name, a slash and a name, such as B/thm-1");
        if (ChecksThatNeverRun(type).FirstOrDefault() is { } check)
        {
            var lost = $"has the [Check] {check.Name}, which would never run";
            throw Problem(type, $"{lost}; make it public, not static, and without parameters");
        }
        var claim = new ClaimDefinition(type, declaration);
        if (Broken(claim) is { } rule)
            throw Problem(type, rule);
        return claim;
    }

    /// <summary>Whether a class is meant to be a claim, well-formed or not.</summary>
    public static bool Concern(Type type) =>
        type.IsDefined(typeof(ClaimAttribute), inherit: false)
        || (!type.IsAbstract && type.IsAssignableTo(typeof(ClaimSpec)));

    private static IEnumerable<MethodInfo> ChecksThatNeverRun(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(method => method.IsDefined(typeof(CheckAttribute)))
            .Where(method => !method.IsPublic || method.IsStatic || method.GetParameters().Length > 0);

    private static string? Broken(ClaimDefinition claim)
    {
        var declaration = claim.Declaration;
        var counterexamples = claim.Checks.Count(check => check.Declaration.Role == Role.Counterexample);
        if (claim.Checks.FirstOrDefault(check => !IsBudget(check.Declaration.Budget)) is { } check)
            return $"has the [Check] {check.Method} with a Budget that is no number of seconds up to 30 days; give it one";
        return declaration.Verdict switch
        {
            Verdict.Unchecked when claim.Checks.Count > 0 => "is Unchecked but has checks; choose another verdict",
            not Verdict.Unchecked when claim.Checks.Count == 0 =>
                "has no [Check] method; add one, or declare Unchecked",
            not Verdict.Confirmed when declaration.Explanation.Length == 0 =>
                $"is {declaration.Verdict} without an Explanation; say why",
            Verdict.Corrected or Verdict.Refuted when counterexamples == 0 =>
                $"is {declaration.Verdict} without a check of Role.Counterexample; show that the printed form fails",
            Verdict.Corrected when declaration.Corrected.Length == 0 =>
                "is Corrected without a Corrected statement; state what holds",
            _ => null,
        };
    }

    private static bool IsBudget(double seconds) => seconds >= 0 && seconds <= CheckBudgets.Longest.TotalSeconds;

    private static ProblemException Problem(Type type, string rule) =>
        new($"Claim class {type.FullName} {rule}.", ExitCode.Environment);

    [GeneratedRegex(
        @"^[A-Za-z0-9]+/[A-Za-z0-9][A-Za-z0-9.\-]*\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SafeId();
}
