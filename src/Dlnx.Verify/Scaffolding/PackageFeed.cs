using System.Xml;
using System.Xml.Linq;

namespace Dlnx.Verify.Scaffolding;

/// <summary>A folder with packages, as a package source of a repository.</summary>
internal static class PackageFeed
{
    private const string Name = "nuget.config";
    private const string Key = "dlnx-verify";
    private const string Sources = "packageSources";
    private const string Mapping = "packageSourceMapping";

    private static IEnumerable<XElement> Patterns =>
        ((string[])["Dlnx", "Dlnx.*"]).Select(pattern => new XElement("package", new XAttribute("pattern", pattern)));

    /// <summary>Refuses a folder that lacks a package.</summary>
    /// <exception cref="ProblemException">It does.</exception>
    public static void Require(string feed, string version)
    {
        foreach (var package in (string[])["Dlnx.Verify.Tool", "Dlnx.Verify"])
        {
            var path = Path.Combine(feed, $"{package}.{version}.nupkg");
            if (!File.Exists(path))
                throw new ProblemException(
                    $"There is no package {path}. In the repository of Dlnx.Verify, ./verify puts it into packages.",
                    ExitCode.Environment
                );
        }
    }

    /// <summary>A new configuration of package sources, or the one that is there with the feed.</summary>
    /// <exception cref="ProblemException">The one that is there is not one.</exception>
    public static PlannedFile Plan(string folder, string feed)
    {
        var value = IsInside(folder, feed)
            ? Path.GetRelativePath(folder, feed).Replace(Path.DirectorySeparatorChar, '/')
            : Path.GetFullPath(feed);
        var path = Spellings(folder).FirstOrDefault(File.Exists, Path.Combine(folder, Name));
        var there = PlannedFile.TextOf(path);
        var document = Parse(there ?? Template.Text(Name), path);
        if (there is not null && Find(document) is { } known)
            return string.Equals(known, value, StringComparison.Ordinal)
                ? PlannedFile.Extended(path, there, there)
                : new PlannedFile(
                    FileFate.Kept,
                    new(path, there, there),
                    $"has the source {Key} with {known}. Change it there to {value}, if that is meant"
                );
        Append(document, Sources, new XElement("add", new XAttribute("key", Key), new XAttribute("value", value)));
        if (MapsSources(folder))
            Append(document, Mapping, new XElement("packageSource", new XAttribute("key", Key), Patterns));
        var text = TextOf(document, there);
        return there is null ? PlannedFile.New(path, text) : PlannedFile.Extended(path, there, text);
    }

    /// <summary>Whether a feed lies in a folder, and so travels with it.</summary>
    public static bool IsInside(string folder, string feed) =>
        Path.GetRelativePath(folder, feed) is var relative
        && !Path.IsPathRooted(relative)
        && !relative.StartsWith("..", StringComparison.Ordinal);

    // Where packages are bound to sources, a source that is not named there is not asked.
    private static bool MapsSources(string folder) =>
        Surroundings
            .Levels(folder)
            .SelectMany(Spellings)
            .Append(OfUser())
            .Where(File.Exists)
            .Any(path => Parse(PlannedFile.TextOf(path)!, path).Descendants(Mapping).Any(map => map.HasElements));

    // On Linux all of them are read.
    private static IEnumerable<string> Spellings(string folder) =>
        ((string[])[Name, "NuGet.config", "NuGet.Config"]).Select(name => Path.Combine(folder, name));

    private static string? Find(XDocument document) =>
        document
            .Root!.Elements(Sources)
            .Elements("add")
            .Where(source => string.Equals((string?)source.Attribute("key"), Key, StringComparison.OrdinalIgnoreCase))
            .Select(source => (string?)source.Attribute("value") ?? "")
            .FirstOrDefault();

    private static string OfUser() =>
        OperatingSystem.IsWindows()
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData),
                "NuGet",
                "NuGet.Config"
            )
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "NuGet",
                "NuGet.Config"
            );

    // The rest of the file keeps its layout.
    private static void Append(XDocument document, string section, XElement element)
    {
        var parent = document.Root!.Element(section);
        if (parent is null)
            AddLine(document.Root, parent = new XElement(section), indent: 1);
        AddLine(parent, element, indent: 2);
    }

    private static void AddLine(XElement parent, XElement element, int indent)
    {
        // What stands before the closing tag is its indentation.
        if (parent.LastNode is XText { NextNode: null } end && string.IsNullOrWhiteSpace(end.Value))
            end.Remove();
        parent.Add(Line(indent), element, Line(indent - 1));
    }

    private static XText Line(int indent) => new("\n" + new string(' ', 2 * indent));

    private static string TextOf(XDocument document, string? there)
    {
        var text = document.ToString(SaveOptions.DisableFormatting);
        if (document.Declaration is { } declaration)
            text = $"{declaration}\n{text}";
        text = text.TrimEnd() + "\n";
        return there?.Contains("\r\n", StringComparison.Ordinal) == true ? text.ReplaceLineEndings("\r\n") : text;
    }

    private static XDocument Parse(string text, string path)
    {
        try
        {
            var document = XDocument.Parse(text, LoadOptions.PreserveWhitespace);
            if (document.Root?.Name.LocalName == "configuration")
                return document;
        }
        catch (XmlException e)
        {
            throw NotOne(path, e);
        }
        throw NotOne(path);
    }

    private static ProblemException NotOne(string path, Exception? cause = null) =>
        new(
            $"{path} is not a configuration of package sources. Mend it first. Nothing was changed.",
            ExitCode.Environment,
            cause
        );
}
