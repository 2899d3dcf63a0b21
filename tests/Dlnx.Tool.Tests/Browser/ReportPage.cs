using Dlnx.Verify.Results;
using Microsoft.Playwright;

namespace Dlnx.Tool.Tests.Browser;

/// <summary>A report, built by the packed tool and open in the browser; what goes wrong in the page is collected.</summary>
public sealed class ReportPage : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> problems = [];
    private readonly List<string> requests = [];
    private IBrowserContext context = null!;

    /// <summary>The page.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>Errors and warnings of the console, and exceptions.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Requests for anything but the report itself.</summary>
    public IReadOnlyList<string> Requests => requests;

    /// <summary>The file.</summary>
    public string File => folder.At("report", "index.html");

    /// <summary>Builds the report of results and opens it at a hash.</summary>
    public static async Task<ReportPage> Open(
        RunResults results,
        string hash = "",
        ColorScheme scheme = ColorScheme.Light,
        int width = 1440
    )
    {
        var browser = Chromium.Instance;
        var report = new ReportPage();
        var path = report.folder.At("results.json");
        ResultsFile.Write(path, results);
        var built = ToolProcess.Run(report.folder.Path, "report", path, "--out", "report");
        Assert.That(built.ExitCode, Is.Zero, built.Output + built.Error);
        report.context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                // Only for the test's own scripts: the page is under its policy all the same.
                BypassCSP = false,
            }
        );
        await report.Start(hash);
        return report;
    }

    /// <summary>Goes to a hash and waits until it is shown.</summary>
    public async Task GoTo(string hash, string visible)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash }", hash);
        await Page.WaitForSelectorAsync(visible);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        folder.Dispose();
    }

    private async Task Start(string hash)
    {
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                problems.Add(message.Text);
        };
        Page.PageError += (_, error) => problems.Add(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file://" + File, StringComparison.Ordinal) && !IsLocal(request.Url))
                requests.Add(request.Url);
        };
        await Page.GotoAsync($"file://{File}#{hash}");
        await Page.WaitForSelectorAsync("html[data-ready]");
    }

    private static bool IsLocal(string url) =>
        url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
}
