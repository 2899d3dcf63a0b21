using System.Text.Json.Serialization;

namespace Dlnx.Verify.Engines;

/// <summary>The engine that a person asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Where it is, when it is loaded at run time; null for the variable or the folder of the user.</param>
/// <param name="Settings">How it computes, by name.</param>
public sealed record EngineRequest(string Name, string? Folder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The environment variable that names the folder of an engine.</summary>
    public const string Variable = "DLNX_ENGINE_PATH";

    /// <summary>The folder that was named, by option or variable; null when none is.</summary>
    [JsonIgnore]
    public string? Named => Folder ?? NullIfEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The words of the command line that ask for it, each with a leading space.</summary>
    [JsonIgnore]
    public string Words =>
        (Name == RunEngine.ManagedName ? "" : $" --engine {Name}")
        + (Folder is null ? "" : $" --engine-path '{Folder}'")
        + string.Concat(Settings.Select(setting => $" --engine-set {setting.Key}={setting.Value}"));

    /// <summary>An engine by its name alone.</summary>
    public static EngineRequest Of(string name, string? folder = null) =>
        new(name, folder, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Where the present user's engines are, each in a folder of its name.</summary>
    public static string UserFolder() =>
        Path.Combine(
            NullIfEmpty(Environment.GetEnvironmentVariable("XDG_DATA_HOME"))
                ?? (
                    OperatingSystem.IsWindows()
                        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                        : Path.Combine(
                            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                            ".local",
                            "share"
                        )
                ),
            "dlnx-verify",
            "engines"
        );

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
