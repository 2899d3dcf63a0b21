using Dlnx.Verify.DataSets;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>Shows a download while it goes on: a bar for a person, a line for each file in a log.</summary>
internal static class DownloadProgress
{
    public static DataFolder Show(Terminal terminal, Func<IDownloadObserver, DataFolder> download) =>
        terminal.IsLive ? WithBar(terminal, download) : download(new Lines(terminal));

    private static DataFolder WithBar(Terminal terminal, Func<IDownloadObserver, DataFolder> download) =>
        terminal
            .Console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .Start(context => download(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IDownloadObserver
    {
        private readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);
        private ProgressTask task = null!;

        public void Started(PublishedFile file, Uri address)
        {
            if (!tasks.TryGetValue(file.Name, out var known))
                tasks[file.Name] = known = context.AddTask(Markup.Escape(file.Name), maxValue: file.Length);
            task = known;
        }

        public void Reached(long bytes) => task.Value = bytes;

        public void Retrying(string problem) => task.Description = Markup.Escape($"again: {problem}");

        public void Finished(PublishedFile file)
        {
            task.Description = Markup.Escape(file.Name);
            task.Value = file.Length;
        }
    }

    private sealed class Lines(Terminal terminal) : IDownloadObserver
    {
        public void Started(PublishedFile file, Uri address) =>
            terminal.Write($"{file.Name}: {file.Length} bytes from {address.Host}");

        public void Retrying(string problem) => terminal.Write($"  again: {problem}");

        public void Finished(PublishedFile file) => terminal.Write($"{file.Name}: complete, checksum as published");
    }
}
