namespace Dlnx.Verify.DataSets;

/// <summary>A named set of files that claims may ask for. Claims never need one: without it they run on generated data.</summary>
public abstract class DataSet
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the folder that it is written to.</summary>
    public string FolderName => Name.Replace(':', '-').Replace(',', '-');

    /// <summary>What it is, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>The files of a complete copy; each may also be there compressed, with <c>.gz</c> after its name.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>Reads every file strictly.</summary>
    /// <param name="folder">A folder with all files.</param>
    /// <returns>What the files hold, in a few words.</returns>
    /// <exception cref="ProblemException">A file is not readable, or does not hold what it should.</exception>
    public abstract string Examine(DataFolder folder);

    /// <summary>
    /// Whether a folder with all files holds this set rather than another one with files of the same names. Damaged files
    /// do not throw: they are not recognised.
    /// </summary>
    public virtual bool Recognises(DataFolder folder) => true;
}

/// <summary>A data set that its authors publish.</summary>
public abstract class PublishedDataSet : DataSet
{
    /// <summary>The published files.</summary>
    public abstract IReadOnlyList<PublishedFile> Downloads { get; }

    /// <summary>The command that gets it.</summary>
    public string Command => $"dotnet dlnx-verify data get {Name}";

    /// <summary>Why a check that needs the set is skipped here, and what to do.</summary>
    public string Missing =>
        $"{Title} is not on this machine. Get it with: {Command}; "
        + $"or name the folder of a copy with --data or {DataRoots.Variable}.";
}

/// <summary>A data set that is computed, the same on every machine.</summary>
public abstract class GeneratedDataSet : DataSet
{
    /// <summary>The command that writes it to files.</summary>
    public string Command => $"dotnet dlnx-verify data make {Name}";

    /// <summary>Writes all files into an existing folder.</summary>
    public abstract void Write(DataFolder folder);

    /// <summary>Computes the set and compares it with numbers of independent origin.</summary>
    /// <returns>What agreed, in a few words; empty when the set has no such numbers.</returns>
    /// <exception cref="ProblemException">The computed set differs.</exception>
    public abstract string VerifyGenerator();
}
