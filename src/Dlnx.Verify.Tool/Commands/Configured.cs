using System.CommandLine;
using Dlnx.Verify.Configuration;
using Dlnx.Verify.DataSets;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The configuration that is in force for a command. What the command line says wins over it.</summary>
internal sealed class Configured
{
    /// <summary>The name of a configuration that says nothing.</summary>
    public const string None = "none";

    private readonly ParseResult parsed;

    private Configured(ParseResult parsed)
    {
        this.parsed = parsed;
        var file = parsed.GetValue(FileOption) ?? ConfigurationFile.Nearest(Environment.CurrentDirectory);
        var profile = parsed.GetValue(ProfileOption);
        if (file is not null and not None)
        {
            Profile = ConfigurationFile.Read(file).InForce(profile);
            Description = profile is null ? file : $"{file}, profile {profile}";
        }
        else if (profile is not null)
        {
            var problem = $"No {ConfigurationFile.Name} is in force, so there is no profile '{profile}'.";
            throw new ProblemException($"{problem} Name the file with --config.", ExitCode.Usage);
        }
    }

    public static Option<string?> FileOption { get; } =
        new("--config")
        {
            Description =
                $"The configuration; by default the nearest {ConfigurationFile.Name} upwards in the repository; "
                + $"'{None}' for none.",
            HelpName = "file",
            Recursive = true,
        };

    public static Option<string?> ProfileOption { get; } =
        new("--profile")
        {
            Description = "The profile of the configuration to use.",
            HelpName = "name",
            Recursive = true,
        };

    /// <summary>What the configuration says.</summary>
    public Profile Profile { get; } = Profile.Empty;

    /// <summary>The file and the profile that are in force; empty when there is none.</summary>
    public string Description { get; } = "";

    /// <summary>Reads what a command line is to go by.</summary>
    /// <exception cref="ProblemException">The configuration cannot be read, or lacks the profile.</exception>
    public static Configured Of(ParseResult parsed) => new(parsed);

    /// <summary>The value of an option: what the command line says, else what is configured, else the default.</summary>
    public T Value<T>(Option<T> option, T? configured)
        where T : struct => configured is { } value && !IsGiven(option) ? value : parsed.GetValue(option);

    /// <inheritdoc cref="Value{T}(Option{T}, T?)"/>
    public T Value<T>(Option<T> option, T? configured)
        where T : class? => configured is null || IsGiven(option) ? parsed.GetValue(option)! : configured;

    /// <inheritdoc cref="Value{T}(Option{T}, T?)"/>
    public IReadOnlyList<string> Value(Option<string[]> option, IReadOnlyList<string>? configured) =>
        configured is null || IsGiven(option) ? parsed.GetValue(option) ?? [] : configured;

    /// <summary>The claims that are named; those of the configuration when none is.</summary>
    public IReadOnlyList<string> Claims(Argument<string[]> argument) =>
        parsed.GetValue(argument) is { Length: > 0 } named ? named : Profile.Claims ?? [];

    /// <summary>Where data sets are looked for.</summary>
    /// <exception cref="ProblemException">The command line names a folder that does not exist.</exception>
    public DataRoots Data(Option<string?> option) =>
        parsed.GetValue(option) is { } named ? DataRoots.Of(named) : Profile.DataRoots();

    /// <summary>Where data sets are written to; the folder need not exist.</summary>
    public string DataTarget(Option<string?> option) => parsed.GetValue(option) ?? Profile.DataRoots().Target;

    private bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
}
