using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Dlnx.Verify.Isolation;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>worker</c>: the process in which <c>run --isolate</c> runs checks.</summary>
internal static class WorkerCommand
{
    private const string Name = "worker";

    public static Command Create()
    {
        var command = new Command(Name, "Runs checks for `run --isolate`, which starts it.") { Hidden = true };
        command.SetAction(Run);
        return command;
    }

    /// <summary>This tool as the program of workers, with the claims and accepted numbers of a run.</summary>
    public static WorkerProgram ProgramOf(Configured configured)
    {
        var specs = configured.Value(SharedOptions.Specs, configured.Profile.Specs);
        var golden = configured.Value(SharedOptions.Golden, configured.Profile.Golden);
        string[] words =
        [
            Name,
            Configured.FileOption.Name,
            Configured.None,
            SharedOptions.Golden.Name,
            golden,
            .. specs.SelectMany(path => (string[])[SharedOptions.Specs.Name, path]),
        ];
        var tool = ToolLocation.Command();
        return new WorkerProgram(tool[0], [.. tool.Skip(1), .. words]);
    }

    private static int Run(ParseResult parsed)
    {
        // A signal to the process group is meant for the run, which ends its workers; without it, they end themselves.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        // The streams belong to the run; a check finds nothing to read and may write what it likes.
        using var orders = Console.OpenStandardInput();
        using var messages = Console.OpenStandardOutput();
        Console.SetIn(TextReader.Null);
        Console.SetOut(Console.Error);
        var workspace = Workspace.Of(parsed);
        var worker = new CheckWorker(workspace.Claims(), workspace.Golden, workspace.Engines(), workspace.Kernels());
        worker.Serve(orders, messages, orphaned: Process.GetCurrentProcess().Kill);
        return (int)ExitCode.Reproduced;
    }
}
