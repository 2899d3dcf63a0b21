using Dlnx.Verify.Tool.Commands;

return CommandLine.Run(args);
