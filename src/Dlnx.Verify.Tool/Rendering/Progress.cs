using System.Diagnostics;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Spectre.Console;
using Status = Dlnx.Verify.Results.Status;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>Shows a run while it goes on: a bar for a person, a line for each broken check in a log.</summary>
internal static class Progress
{
    public static T Show<T>(Terminal terminal, Func<IRunObserver, T> run) =>
        terminal.IsLive ? WithBar(terminal, run) : run(new Lines(terminal));

    private static T WithBar<T>(Terminal terminal, Func<IRunObserver, T> run) =>
        terminal
            .Console.Progress()
            .AutoClear(enabled: true)
            .Columns(
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left }
            )
            .Start(context => run(new Bar(context.AddTask("discovering claims"))));

    private sealed class Bar(ProgressTask task) : IRunObserver
    {
        public void Started(int checks) => task.MaxValue = Math.Max(1, checks);

        public void Finished(ClaimDefinition claim, CheckResult check)
        {
            task.Description = Markup.Escape($"{claim.Id}: {check.Name}");
            task.Increment(1);
        }

        public void Progressed(string claim, string progress) =>
            task.Description = Markup.Escape($"{claim}: {progress}");
    }

    private sealed class Lines(Terminal terminal) : IRunObserver
    {
        // A log shows that a long run is alive without filling up.
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

        private readonly Lock gate = new();
        private readonly Stopwatch sinceLastLine = Stopwatch.StartNew();

        public void Finished(ClaimDefinition claim, CheckResult check)
        {
            if (check.Status != Status.Broken)
                return;
            lock (gate)
                Write($"broken: {claim.Id}: {check.Name}");
        }

        public void Progressed(string claim, string progress)
        {
            lock (gate)
            {
                if (sinceLastLine.Elapsed >= Pause)
                    Write($"{claim}: {progress}");
            }
        }

        private void Write(string line)
        {
            terminal.Write(line);
            sinceLastLine.Restart();
        }
    }
}
