namespace Dlnx.Verify.Claims;

/// <summary>What kind of statement of a paper a claim is.</summary>
public enum ClaimKind
{
    /// <summary>A definition with checkable content.</summary>
    Definition,

    /// <summary>A numbered equation that asserts something.</summary>
    Equation,

    /// <summary>A lemma.</summary>
    Lemma,

    /// <summary>A proposition.</summary>
    Proposition,

    /// <summary>A theorem.</summary>
    Theorem,

    /// <summary>A corollary.</summary>
    Corollary,

    /// <summary>A remark or a statement of the running text.</summary>
    Remark,

    /// <summary>A conjecture.</summary>
    Conjecture,

    /// <summary>An assumption whose validity can be tested.</summary>
    Assumption,

    /// <summary>An algorithm.</summary>
    Algorithm,

    /// <summary>A figure.</summary>
    Figure,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A statement that goes beyond the paper.</summary>
    Extension,
}

/// <summary>The declared outcome of a claim: what its checks show when all of them are reproduced.</summary>
public enum Verdict
{
    /// <summary>Holds as stated.</summary>
    Confirmed,

    /// <summary>False or mistyped as stated, shown by a counterexample check; the corrected statement is checked.</summary>
    Corrected,

    /// <summary>False as stated, shown by a counterexample check; there is no small repair.</summary>
    Refuted,

    /// <summary>Holds under a hypothesis that is itself not proved or only met locally.</summary>
    Conditional,

    /// <summary>The trend is reproduced on generated data; the paper's own data set is not run by default.</summary>
    Surrogate,

    /// <summary>Nothing executable; the explanation says why.</summary>
    Unchecked,
}

/// <summary>How the statement reached us.</summary>
public enum Provenance
{
    /// <summary>The statement is quoted as printed.</summary>
    Printed,

    /// <summary>The formula was not legible in our source; the statement was reconstructed.</summary>
    Reconstructed,
}

/// <summary>How much time a check may take; a run of a tier includes the cheaper ones.</summary>
public enum Tier
{
    /// <summary>Under one second for a check; the whole tier under 15 s on 2 cores.</summary>
    Fast,

    /// <summary>Under 30 s for a check; the whole tier under 3 min.</summary>
    Standard,

    /// <summary>Minutes for a check.</summary>
    Full,
}

/// <summary>What a check shows about its claim.</summary>
public enum Role
{
    /// <summary>The statement, or its corrected form, holds.</summary>
    Support,

    /// <summary>The statement as printed fails.</summary>
    Counterexample,
}
