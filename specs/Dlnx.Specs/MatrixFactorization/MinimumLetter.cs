using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The paper's letters for the two forms of global minimum, as typed on the command line.</summary>
public enum MinimumLetter
{
    /// <summary>Reached from the unbalanced start: null block α in every layer but the last.</summary>
    U,

    /// <summary>Reached from the balanced start: null block 0.</summary>
    B,
}

/// <summary>Between the letters and the forms.</summary>
public static class MinimumLetters
{
    /// <summary>The form of a letter.</summary>
    public static MinimumForm ToForm(this MinimumLetter letter) =>
        letter == MinimumLetter.U ? MinimumForm.Unbalanced : MinimumForm.Balanced;

    /// <summary>The letter of a form.</summary>
    public static MinimumLetter Letter(this MinimumForm form) =>
        form == MinimumForm.Unbalanced ? MinimumLetter.U : MinimumLetter.B;
}
