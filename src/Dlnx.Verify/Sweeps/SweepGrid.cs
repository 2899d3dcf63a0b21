using Dlnx.Verify.Claims;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Sweeps;

/// <summary>The points of a sweep: the product of its axes, the last one varying fastest.</summary>
public sealed class SweepGrid
{
    private const int MostPoints = 100_000;

    /// <summary>The product of axes.</summary>
    /// <param name="axes">at least one, each of a parameter of its own</param>
    /// <exception cref="ProblemException">A parameter has two axes, or there are too many points.</exception>
    public SweepGrid(IReadOnlyList<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        foreach (
            var twice in axes.CountBy(axis => axis.Parameter, StringComparer.Ordinal).Where(axis => axis.Value > 1)
        )
            throw Problem($"--sweep names '{twice.Key}' twice; give all its values at once.");
        var count = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count > MostPoints)
            throw Problem($"The sweep has {count:R} points; at most {MostPoints} can be run.");
        Axes = axes;
        Points = [.. Product(axes).Select((settings, i) => new SweepPoint(i + 1, settings))];
    }

    /// <summary>The axes.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>The points in the order of their numbers.</summary>
    public IReadOnlyList<SweepPoint> Points { get; }

    /// <summary>Reads one axis from each text.</summary>
    /// <exception cref="ProblemException">A text is not an axis, or the axes do not fit together.</exception>
    public static SweepGrid Parse(IEnumerable<string> texts) => new([.. texts.Select(SweepAxis.Parse)]);

    /// <summary>
    /// The points of a part of a split sweep, dealt out in turn, so that the parts are equally long even where the points
    /// take longer towards one end.
    /// </summary>
    /// <param name="shard">the part; null for all points</param>
    public IReadOnlyList<SweepPoint> Part(Shard? shard) =>
        shard is null ? Points : [.. Points.Where(point => (point.Number - 1) % shard.Count == shard.Index - 1)];

    /// <summary>The claims that have all swept parameters.</summary>
    /// <exception cref="ProblemException">None has, or the parameter of one takes a list.</exception>
    public IReadOnlyList<ClaimDefinition> Concerned(IReadOnlyList<ClaimDefinition> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        IReadOnlyList<ClaimDefinition> concerned = claims;
        foreach (var axis in Axes)
        {
            List<ClaimDefinition> having = [.. concerned.Where(claim => Find(claim.Parameters, axis) is not null)];
            if (having.Count == 0)
                throw Unknown(axis, concerned);
            concerned = having;
        }
        foreach (var axis in Axes.Where(axis => concerned.Any(claim => Find(claim.Parameters, axis)!.IsList)))
            throw TakesList(axis);
        return concerned;
    }

    /// <summary>Refuses points that a claim refuses.</summary>
    /// <param name="claims">claims that have all swept parameters</param>
    /// <param name="settings">parameters that keep one value</param>
    /// <exception cref="ProblemException">A value or a combination is not allowed; the message has the range.</exception>
    public void Validate(IReadOnlyList<ClaimDefinition> claims, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var claim in claims)
            Validate(claim.Id, settings, all => claim.CreateSpec(all));
    }

    /// <summary>All settings at a point.</summary>
    /// <param name="point">the point</param>
    /// <param name="settings">parameters that keep one value</param>
    /// <exception cref="ProblemException">A parameter is both set and swept.</exception>
    public static IReadOnlyDictionary<string, string> SettingsAt(
        SweepPoint point,
        IReadOnlyDictionary<string, string> settings
    )
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(settings);
        var all = new SortedDictionary<string, string>(settings.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in point.Settings)
        {
            if (!all.TryAdd(name, value))
                throw Problem($"'{name}' has a value by --set and several by --sweep; give one of the two.");
        }
        return all;
    }

    internal void Validate(
        string name,
        IReadOnlyDictionary<string, string> settings,
        Action<IReadOnlyDictionary<string, string>> validate
    )
    {
        foreach (var point in Points)
        {
            try
            {
                validate(SettingsAt(point, settings));
            }
            catch (ParameterException e)
            {
                throw Problem($"The sweep leaves what {name} allows, at {point.Label}: {e.Message}");
            }
        }
    }

    internal static ProblemException TakesList(SweepAxis axis) =>
        Problem($"--sweep '{axis}': '{axis.Parameter}' is a list; a sweep takes single values.");

    internal static ParameterDefinition? Find(IEnumerable<ParameterDefinition> parameters, SweepAxis axis) =>
        parameters.FirstOrDefault(p => string.Equals(p.Name, axis.Parameter, StringComparison.Ordinal));

    private static IEnumerable<IReadOnlyDictionary<string, string>> Product(IReadOnlyList<SweepAxis> axes)
    {
        IEnumerable<IReadOnlyDictionary<string, string>> product = [new Dictionary<string, string>()];
        foreach (var axis in axes)
        {
            product = product.SelectMany(settings =>
                axis.Values.Select(value => new OrderedDictionary<string, string>(settings)
                {
                    [axis.Parameter] = value,
                })
            );
        }
        return product;
    }

    private static ProblemException Unknown(SweepAxis axis, IReadOnlyList<ClaimDefinition> claims)
    {
        var known = claims.SelectMany(claim => claim.Parameters).Select(parameter => parameter.Name).Distinct().Order();
        var whose = claims.Count == 1 ? claims[0].Id : $"the {claims.Count} chosen claims";
        return Problem(
            $"Unknown parameter '{axis.Parameter}' of {whose}.{Suggestions.DidYouMean(axis.Parameter, known)} "
                + $"Parameters: {string.Join(", ", known.DefaultIfEmpty("there are none"))}."
        );
    }

    private static ProblemException Problem(string problem) => new(problem, ExitCode.Usage);
}
