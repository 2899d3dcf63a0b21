using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

// From a height and a width to the tile that the compiler made for them.
internal static unsafe partial class BlockedProduct<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowsWithTail<TTail>(in Panel panel, int rows)
        where TTail : struct, ITail<T>
    {
        var a = panel.A;
        var c = panel.C;
        var row = panel.Part.FirstRow;
        for (var tiles = (rows + MaximumRowsWithTail - 1) / MaximumRowsWithTail; tiles > 0; tiles--)
        {
            var height = (rows + tiles - 1) / tiles;
            var inner = panel.Part.Inner(panel.Inner, row, height, panel.FirstColumn, panel.Columns);
            switch (height)
            {
                case 6:
                    TileWithTail<Six, TTail>(panel, inner, a, c);
                    break;
                case 5:
                    TileWithTail<Five, TTail>(panel, inner, a, c);
                    break;
                case 4:
                    TileWithTail<Four, TTail>(panel, inner, a, c);
                    break;
                case 3:
                    TileWithTail<Three, TTail>(panel, inner, a, c);
                    break;
                case 2:
                    TileWithTail<Two, TTail>(panel, inner, a, c);
                    break;
                default:
                    TileWithTail<One, TTail>(panel, inner, a, c);
                    break;
            }

            rows -= height;
            row += height;
            a += height * panel.RowStride;
            c += (nint)height * panel.CStride;
        }
    }

    private static void TileWithTail<TRows, TTail>(in Panel panel, InnerRange range, T* a, T* c)
        where TRows : struct, ITileSize
        where TTail : struct, ITail<T>
    {
        var (rowStride, step, inner) = (panel.RowStride, panel.StepStride, range.Count);
        a += range.First * step;
        var b = panel.B + (range.First * panel.BStride);
        var (bStride, cStride) = (panel.BStride, panel.CStride);
        var (alpha, beta) = (panel.Alpha, panel.Beta);
        var used = PanelBuffer<T>.FirstOf(panel.Columns - Wide);
        TailTile<T, TRows, TTail>.Run(a, rowStride, step, b, bStride, inner, c, cStride, alpha, beta, used);
    }

    private static void Tile(in Panel panel, InnerRange range, int height, T* a, T* destination, nint stride, T beta)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            var (rowStride, step, inner) = (panel.RowStride, panel.StepStride, range.Count);
            a += range.First * step;
            var b = panel.B + (range.First * panel.BStride);
            PortableTile<T>.Run(a, rowStride, step, b, panel.BStride, inner, panel.Width, height, destination, stride);
            return;
        }

        switch (height)
        {
            case 8:
                Tile<Eight>(panel, range, a, destination, stride, beta);
                break;
            case 7:
                Tile<Seven>(panel, range, a, destination, stride, beta);
                break;
            case 6:
                Tile<Six>(panel, range, a, destination, stride, beta);
                break;
            case 5:
                Tile<Five>(panel, range, a, destination, stride, beta);
                break;
            case 4:
                Tile<Four>(panel, range, a, destination, stride, beta);
                break;
            case 3:
                Tile<Three>(panel, range, a, destination, stride, beta);
                break;
            case 2:
                Tile<Two>(panel, range, a, destination, stride, beta);
                break;
            default:
                Tile<One>(panel, range, a, destination, stride, beta);
                break;
        }
    }

    private static void Tile<TRows>(in Panel panel, InnerRange range, T* a, T* destination, nint stride, T beta)
        where TRows : struct, ITileSize
    {
        var (rowStride, step, inner) = (panel.RowStride, panel.StepStride, range.Count);
        a += range.First * step;
        var b = panel.B + (range.First * panel.BStride);
        var bStride = panel.BStride;
        var alpha = panel.Alpha;
        if (panel.Width == Wide)
            WideTile<T, TRows, Three>.Run(a, rowStride, step, b, bStride, inner, destination, stride, alpha, beta);
        else if (panel.Width == 2 * Lanes)
            WideTile<T, TRows, Two>.Run(a, rowStride, step, b, bStride, inner, destination, stride, alpha, beta);
        else if (panel.Width == Lanes)
            WideTile<T, TRows, One>.Run(a, rowStride, step, b, bStride, inner, destination, stride, alpha, beta);
        else
            NarrowTile<T, TRows>.Run(a, rowStride, step, b, bStride, inner, destination, stride, alpha, beta);
    }
}
