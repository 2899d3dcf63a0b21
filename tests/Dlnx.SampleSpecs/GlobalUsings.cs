global using Dlnx.Verify.Claims;
global using Dlnx.Verify.Parameters;
global using Dlnx.Verify.Quantities;
global using Dlnx.Verify.Recording;
global using static Dlnx.Verify.Results.Tolerance;
