namespace Dlnx.Verify.Claims;

/// <summary>Declares a class as the executable form of one claim of a paper.</summary>
/// <param name="id">The paper's letter, a slash and the claim's short name, for example <c>B/thm-1</c>; safe as a file name.</param>
/// <param name="title">A few words that name the claim in tables.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClaimAttribute(string id, string title) : Attribute
{
    /// <summary>The claim's id.</summary>
    public string Id { get; } = id;

    /// <summary>A few words that name the claim in tables.</summary>
    public string Title { get; } = title;

    /// <summary>What kind of statement it is.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>Where the paper states it.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the statement is quoted or reconstructed.</summary>
    public Provenance Provenance { get; init; }

    /// <summary>The statement as the paper has it, in Markdown with LaTeX between <c>$</c> or <c>$$</c>.</summary>
    public required string Statement { get; init; }

    /// <summary>The corrected statement, for a claim whose verdict is <see cref="Verdict.Corrected"/>.</summary>
    public string Corrected { get; init; } = "";

    /// <summary>The readings that the wording allows and which of them the verdict covers.</summary>
    public string[] Readings { get; init; } = [];

    /// <summary>The declared outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why the verdict is not Confirmed, in one paragraph; required for every other verdict.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Ids of the claims this one rests on.</summary>
    public string[] DependsOn { get; init; } = [];

    /// <summary>Further ids under which the claim is found.</summary>
    public string[] Aliases { get; init; } = [];
}
