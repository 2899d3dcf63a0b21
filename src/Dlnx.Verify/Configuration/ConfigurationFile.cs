using System.Text.Json;
using Dlnx.Verify.Json;

namespace Dlnx.Verify.Configuration;

/// <summary>A configuration: options for every command in and below a folder, and named profiles that change some of them.</summary>
/// <param name="Path">The file.</param>
/// <param name="Default">What holds without a profile.</param>
/// <param name="Profiles">What holds with each profile: the default, and over it what the profile says.</param>
public sealed record ConfigurationFile(string Path, Profile Default, IReadOnlyDictionary<string, Profile> Profiles)
{
    /// <summary>The name under which commands find it.</summary>
    public const string Name = "dlnx-verify.json";

    private const string Schema = "$schema";
    private const string ProfilesKey = "profiles";
    private const string Remedy = "Mend it, or leave it out with: --config none";

    /// <summary>The nearest configuration in a folder or above it, not beyond the root of its repository.</summary>
    /// <param name="folder">The folder to begin in.</param>
    /// <returns>The path, relative to <paramref name="folder"/>; null when there is none.</returns>
    public static string? Nearest(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = System.IO.Path.Combine(at.FullName, Name);
            if (File.Exists(path))
                return System.IO.Path.GetRelativePath(folder, path);
            // A folder in the main tree, a file in a further work tree.
            if (System.IO.Path.Exists(System.IO.Path.Combine(at.FullName, ".git")))
                return null;
        }
        return null;
    }

    /// <summary>Reads a configuration. Comments and trailing commas are fine; paths in it are relative to the file.</summary>
    /// <exception cref="ProblemException">The file cannot be read, or says something that is not understood.</exception>
    public static ConfigurationFile Read(string path)
    {
        var friendly = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var json = new JsonSource(path, Remedy, friendly);
        json.Expect(JsonTokenType.StartObject, "an object");
        var values = new List<Func<Profile, Profile>>();
        var profiles = new SortedDictionary<string, List<Func<Profile, Profile>>>(StringComparer.Ordinal);
        while (json.NextProperty() is { } name)
        {
            switch (name)
            {
                case Schema:
                    json.Text(name);
                    break;
                case ProfilesKey:
                    json.Expect(JsonTokenType.StartObject, $"an object for \"{name}\"");
                    while (json.NextProperty() is { } profile)
                        profiles.Add(profile, ReadProfile(ref json, profile));
                    break;
                default:
                    values.Add(ReadValue(ref json, name, [ProfilesKey, Schema]));
                    break;
            }
        }
        json.End();
        var everywhere = Over(Profile.Empty, values);
        var named = new SortedDictionary<string, Profile>(StringComparer.Ordinal);
        foreach (var (profile, own) in profiles)
            named.Add(profile, Over(everywhere, own));
        return new ConfigurationFile(path, everywhere, named);
    }

    /// <summary>What holds with a profile, or without one.</summary>
    /// <param name="profile">The profile's name, or null.</param>
    /// <exception cref="ProblemException">There is no such profile.</exception>
    public Profile InForce(string? profile)
    {
        if (profile is null)
            return Default;
        if (Profiles.TryGetValue(profile, out var found))
            return found;
        var names = Profiles.Count == 0 ? "it has none" : $"it has {string.Join(", ", Profiles.Keys)}";
        throw new ProblemException(
            $"{Path} has no profile '{profile}'; {names}.{Suggestions.DidYouMean(profile, Profiles.Keys)}",
            ExitCode.Usage
        );
    }

    private static List<Func<Profile, Profile>> ReadProfile(ref JsonSource json, string profile)
    {
        json.Expect(JsonTokenType.StartObject, $"an object for the profile \"{profile}\"");
        var values = new List<Func<Profile, Profile>>();
        while (json.NextProperty() is { } name)
            values.Add(ReadValue(ref json, name, []));
        return values;
    }

    private static Func<Profile, Profile> ReadValue(ref JsonSource json, string name, string[] others)
    {
        foreach (var key in ConfigurationKey.All)
        {
            if (string.Equals(key.Name, name, StringComparison.Ordinal))
                return key.Read(ref json);
        }
        var names = ConfigurationKey.All.Select(key => key.Name).Concat(others).ToList();
        var nearest = Suggestions.DidYouMean(name, names);
        throw json.Problem(
            $"unknown key \"{name}\"." + (nearest.Length > 0 ? nearest : $" The keys are {string.Join(", ", names)}.")
        );
    }

    private static Profile Over(Profile below, IEnumerable<Func<Profile, Profile>> values) =>
        values.Aggregate(below, (profile, put) => put(profile));
}
