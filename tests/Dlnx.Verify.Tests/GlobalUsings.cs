global using Dlnx.Verify.Claims;
global using Dlnx.Verify.DataSets;
global using Dlnx.Verify.Golden;
global using Dlnx.Verify.Journal;
global using Dlnx.Verify.Results;
global using Dlnx.Verify.Running;
global using Dlnx.Verify.Sharding;
global using Dlnx.Verify.Tests.Hosting;
