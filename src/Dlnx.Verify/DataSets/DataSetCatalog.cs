using System.Reflection;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.DataSets;

/// <summary>What a spec assembly contributes to the data sets; found by reflection, needs a constructor without arguments.</summary>
public abstract class DataSetProvider
{
    /// <summary>The sets that are listed.</summary>
    public abstract IReadOnlyList<DataSet> Sets { get; }

    /// <summary>The set of a name that is not listed, such as one that spells out its settings; null when it is none.</summary>
    /// <exception cref="ProblemException">The name has such a form, but a number in it is out of range.</exception>
    public virtual DataSet? Find(string name) => null;
}

/// <summary>The data sets of the loaded spec assemblies.</summary>
public sealed class DataSetCatalog
{
    private readonly IReadOnlyList<DataSetProvider> providers;

    private DataSetCatalog(IReadOnlyList<DataSetProvider> providers)
    {
        this.providers = providers;
        Sets = [.. providers.SelectMany(provider => provider.Sets)];
    }

    /// <summary>The sets that are listed.</summary>
    public IReadOnlyList<DataSet> Sets { get; }

    /// <summary>Finds the data sets of spec assemblies.</summary>
    public static DataSetCatalog Load(IEnumerable<Assembly> assemblies) =>
        new(SpecTypes.Instances<DataSetProvider>(assemblies));

    /// <summary>The set of a name.</summary>
    /// <exception cref="ProblemException">There is none; the message has the nearest names and all of them.</exception>
    public DataSet Find(string name) =>
        Sets.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.Ordinal))
        ?? providers.Select(provider => provider.Find(name)).FirstOrDefault(set => set is not null)
        ?? throw new ProblemException(
            $"Unknown data set '{name}'.{Suggestions.DidYouMean(name, Sets.Select(set => set.Name))} "
                + $"The sets are {string.Join(", ", Sets.Select(set => set.Name))}; "
                + "`dotnet dlnx-verify data list` describes them.",
            ExitCode.Usage
        );
}
