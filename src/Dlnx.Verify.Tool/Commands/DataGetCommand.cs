using System.CommandLine;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>data get</c>: downloads a published data set from its official address or a mirror.</summary>
internal static class DataGetCommand
{
    private static readonly Argument<string> Name = new("set")
    {
        Description = "A published data set, see `data list`.",
    };

    private static readonly Option<string?> Mirror = new("--from")
    {
        Description = "The address of a folder with the published files; their checksums stay the published ones.",
        HelpName = "address",
    };

    private static readonly Option<int> Timeout = new Option<int>("--timeout")
    {
        Description = "Seconds that a connection may be silent, 1 to 3600.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 30,
    }.Read(least: 1, most: 3600);

    public static Command Create(Option<string?> data)
    {
        var command = new Command("get", "Downloads a published data set, resumes, and checks it.")
        {
            Name,
            Mirror,
            Timeout,
            data,
        };
        command.SetAction(parsed => Get(parsed, data));
        return command;
    }

    private static int Get(ParseResult parsed, Option<string?> data)
    {
        var workspace = Workspace.Of(parsed);
        var name = parsed.GetValue(Name)!;
        if (workspace.DataSets().Find(name) is not PublishedDataSet set)
            throw new ProblemException(
                $"{name} is generated, not published. Write it to files with: dotnet dlnx-verify data make {name}",
                ExitCode.Usage
            );
        var mirror = ParseMirror(parsed.GetValue(Mirror));
        var patience = TimeSpan.FromSeconds(parsed.GetValue(Timeout));
        var target = workspace.Configured.DataTarget(data);
        var folder = RunCommand.Cancellable(token =>
            Download(workspace.Terminal, set, target, mirror, patience, token)
        );
        workspace.Terminal.Write($"{set.Name}: {string.Join("; ", DataStore.Verify(set, folder))}; in {folder.Path}");
        return (int)ExitCode.Reproduced;
    }

    private static DataFolder Download(
        Terminal terminal,
        PublishedDataSet set,
        string target,
        Uri? mirror,
        TimeSpan patience,
        CancellationToken token
    )
    {
        using var downloader = new Downloader(patience);
        try
        {
            return DownloadProgress.Show(
                terminal,
                see => DataStore.Get(set, target, mirror, downloader, see, token).GetAwaiter().GetResult()
            );
        }
        catch (OperationCanceledException e)
        {
            const string kept = "Cancelled. What came is kept; the same command goes on from there.";
            throw new ProblemException(kept, ExitCode.Cancelled, e);
        }
    }

    private static Uri? ParseMirror(string? text)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ProblemException(
                $"--from is '{text}'; expected an address that begins with http.",
                ExitCode.Usage
            );
    }
}
