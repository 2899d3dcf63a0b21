using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>Where the tool writes: tables and colour on a terminal, plain lines elsewhere.</summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole output;
    private readonly TextWriter error;

    private Terminal(IAnsiConsole output, TextWriter error)
    {
        this.output = output;
        this.error = error;
    }

    /// <summary>Whether a person watches, so that progress can be drawn in place.</summary>
    public bool IsLive { get; private init; }

    public IAnsiConsole Console => output;

    public static Terminal Create(bool noColor)
    {
        var plain = noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var redirected = System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain || redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
                // NUnit replaces Console.Out while checks run; this is the process's own.
                Out = new AnsiConsoleOutput(System.Console.Out),
            }
        );
        // A log has no width to fit; tables keep their natural one.
        if (redirected)
            console.Profile.Width = 200;
        return new Terminal(console, System.Console.Error)
        {
            IsLive = !redirected && console.Profile.Capabilities.Ansi,
        };
    }

    public void Write(string text) => output.Profile.Out.Writer.WriteLine(text);

    public void Write(IRenderable renderable) => output.Write(renderable);

    public void Error(string message) => error.WriteLine(message);

    public void Heading(string text) => output.MarkupLineInterpolated($"[bold]{text}[/]");

    /// <summary>A line “name: text”; nothing for an empty text.</summary>
    public void Field(string name, string text)
    {
        if (text.Length > 0)
            output.MarkupLineInterpolated($"[grey]{name, -14}[/] {text}");
    }

    /// <summary>A titled paragraph, indented; nothing for an empty text.</summary>
    public void Section(string title, string text)
    {
        if (text.Length == 0)
            return;
        output.WriteLine();
        Heading(title);
        foreach (var line in text.TrimEnd().Split('\n'))
            output.WriteLine("  " + line.TrimEnd());
    }
}
