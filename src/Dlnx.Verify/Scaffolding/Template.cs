using System.Reflection;

namespace Dlnx.Verify.Scaffolding;

/// <summary>The files that a set-up consists of, as they are embedded here.</summary>
internal static class Template
{
    /// <summary>A file as it is.</summary>
    /// <param name="name">Its name in the folder of templates, or <c>dlnx-verify.schema.json</c>.</param>
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A file with words for its <c>{{names}}</c>.</summary>
    public static string Text(string name, IReadOnlyDictionary<string, string> words) =>
        words.Aggregate(
            Text(name),
            (text, word) => text.Replace($"{{{{{word.Key}}}}}", word.Value, StringComparison.Ordinal)
        );
}
