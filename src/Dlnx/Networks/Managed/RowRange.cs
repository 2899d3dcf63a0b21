using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>Rows First … End − 1 of a block.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowRange(int First, int End);
