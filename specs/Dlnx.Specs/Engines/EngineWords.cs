using Dlnx.Networks;
using Dlnx.Networks.Engines;
using Dlnx.Verify;
using Dlnx.Verify.Engines;

namespace Dlnx.Specs.Engines;

/// <summary>The settings of an engine on the command line.</summary>
internal static class EngineWords
{
    private static readonly (string Word, EnginePrecision Training, EnginePrecision Curvature)[] Precisions =
    [
        ("float64", EnginePrecision.Double, EnginePrecision.Double),
        ("float32", EnginePrecision.Single, EnginePrecision.Single),
        ("mixed", EnginePrecision.Single, EnginePrecision.Double),
    ];

    /// <summary>What the words mean.</summary>
    /// <param name="request">the words</param>
    /// <param name="names">those that the engine has</param>
    /// <exception cref="ProblemException">a name or a value is not known</exception>
    public static EngineSettings Read(EngineRequest request, params string[] names)
    {
        var settings = new EngineSettings();
        foreach (var (name, value) in request.Settings)
        {
            if (!names.Contains(name))
                throw Problem($"'{name}' is none of {string.Join(", ", names)}.{Suggestions.DidYouMean(name, names)}");
            settings = Read(settings, name, value);
        }
        return settings;
    }

    /// <summary>The number types of settings as a word.</summary>
    public static string Precision(EngineSettings settings) =>
        Precisions.First(known => (known.Training, known.Curvature) == (settings.Training, settings.Curvature)).Word;

    private static EngineSettings Read(EngineSettings settings, string name, string value)
    {
        switch (name)
        {
            case "precision":
                var (_, training, curvature) = Choice(name, value, Precisions, known => known.Word);
                return settings with { Training = training, Curvature = curvature };
            case "tf32":
                (string Word, MatrixArithmetic Value)[] arithmetic =
                [
                    ("off", MatrixArithmetic.Full),
                    ("on", MatrixArithmetic.Reduced),
                ];
                return settings with { Arithmetic = Choice(name, value, arithmetic, known => known.Word).Value };
            case "algorithms":
                var algorithms = Enum.GetValues<Algorithms>();
                return settings with { Algorithms = Choice(name, value, algorithms, Word) };
            case "block":
                return int.TryParse(value, out var block) && block > 0
                    ? settings with
                    {
                        Block = block,
                    }
                    : throw Problem($"block is '{value}'; it is a number of examples, at least 1.");
            default:
                return settings with { Device = value };
        }
    }

    private static T Choice<T>(string name, string value, IReadOnlyList<T> known, Func<T, string> word)
    {
        foreach (var choice in known)
        {
            if (word(choice) == value)
                return choice;
        }
        throw Problem($"{name} is '{value}'; it is one of {string.Join(", ", known.Select(word))}.");
    }

    private static string Word(Algorithms algorithms) => algorithms.ToString().ToLowerInvariant();

    private static ProblemException Problem(string message) => new($"--engine-set {message}", ExitCode.Usage);
}
