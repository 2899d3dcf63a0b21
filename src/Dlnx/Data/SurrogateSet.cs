using System.Globalization;

namespace Dlnx.Data;

/// <summary>
/// A named surrogate data set: training records 0, 1, … and validation records 1 000 000, 1 000 001, … of one generator,
/// as networks see them.
/// </summary>
/// <param name="Name">the name it is parsed from</param>
/// <param name="Generator">where the records come from</param>
/// <param name="BoxSide">side of the boxes whose means remain, in pixels</param>
/// <param name="TrainingCount">training records, ≥ 1</param>
/// <param name="ValidationCount">validation records, ≥ 1</param>
public sealed record SurrogateSet(
    string Name,
    SurrogateGenerator Generator,
    int BoxSide,
    int TrainingCount,
    int ValidationCount
)
{
    /// <summary>The most training records of a set; validation records lie beyond.</summary>
    public const int MostRecords = 60_000;

    private const long FirstValidation = 1_000_000;

    /// <summary>The forms that <see cref="Parse"/> reads.</summary>
    public static string Forms => "S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S";

    /// <summary>S1, of the burst experiments: 200 tex images of 4 classes as 3 × 8 × 8.</summary>
    /// <param name="seed">1 for S1 itself; with another seed the set has its long name</param>
    public static SurrogateSet Bursts(ulong seed = 1) => Named("S1", seed, Tex(4, 200, seed));

    /// <summary>S2, of the generalisation experiments: 300 glyphs of 10 classes as 14 × 14, hard to tell apart.</summary>
    /// <param name="seed">1 for S2 itself; with another seed the set has its long name</param>
    public static SurrogateSet Generalisation(ulong seed = 1) =>
        Named("S2", seed, Glyph(300, new GlyphGenerator(10, seed, jitter: 6, noise: 96, shift: 5)));

    /// <summary>Tex images as 3 × 8 × 8.</summary>
    /// <exception cref="ArgumentException">classes or count are out of range</exception>
    public static SurrogateSet Tex(int classes, int count, ulong seed) =>
        new($"tex:{classes},{count},{seed}", new TexGenerator(classes, seed), 4, Counted(count), 400);

    /// <summary>Glyphs as 14 × 14.</summary>
    /// <exception cref="ArgumentException">the count is out of range</exception>
    public static SurrogateSet Glyph(int count, GlyphGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var settings = $"{generator.Jitter},{generator.Noise},{generator.Shift}";
        var name = $"glyph:{generator.Classes},{count},{generator.Seed},{settings}";
        return new SurrogateSet(name, generator, 2, Counted(count), 1000);
    }

    /// <summary>Finds a set by its name.</summary>
    /// <param name="name">one of <see cref="Forms"/></param>
    /// <exception cref="ArgumentException">the name has no such form, or a number is out of range; says which</exception>
    public static SurrogateSet Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var kind = name.Split(':')[0];
        var numbers = name.Length > kind.Length ? name[(kind.Length + 1)..].Split(',') : [];
        return (kind, numbers.Length) switch
        {
            ("S1", 0) => Bursts(),
            ("S2", 0) => Generalisation(),
            ("tex", 3) => Tex(Whole(numbers[0]), Whole(numbers[1]), Seed(numbers[2])),
            ("glyph", 6) => Glyph(
                Whole(numbers[1]),
                new GlyphGenerator(
                    Whole(numbers[0]),
                    Seed(numbers[2]),
                    Whole(numbers[3]),
                    Whole(numbers[4]),
                    Whole(numbers[5])
                )
            ),
            _ => throw new ArgumentException($"There is no surrogate data set '{name}'; the names are {Forms}."),
        };
    }

    /// <summary>The training records.</summary>
    public LabelledImages TrainingImages() => Generator.Generate(0, TrainingCount);

    /// <summary>The validation records.</summary>
    public LabelledImages ValidationImages() => Generator.Generate(FirstValidation, ValidationCount);

    /// <summary>Both, downscaled and normalised.</summary>
    public DataSplit Split() => DataSplit.Of(TrainingImages(), ValidationImages(), BoxSide);

    private static SurrogateSet Named(string name, ulong seed, SurrogateSet set) =>
        seed == 1 ? set with { Name = name } : set;

    private static int Counted(int count) =>
        count is >= 1 and <= MostRecords
            ? count
            : throw new ArgumentException($"A surrogate data set has 1 to {MostRecords} records; asked for {count}.");

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"'{text}' in the name of a surrogate data set is not a whole number.");

    private static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new ArgumentException(
                $"'{text}' in the name of a surrogate data set is not a seed (0 to 2⁶⁴ − 1)."
            );
}
