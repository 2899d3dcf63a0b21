using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>
/// The largest entry of each window and channel, the first of equal ones. Keeps which position of the window won, as a
/// number of type T, so that all passes are vectorised along the channels.
/// </summary>
internal sealed class MaximumPoolLayer<T>(BlockLayer<T> below, FeatureShape shape, PoolWindows windows, int capacity)
    : ExamplewiseLayer<T>(below, shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> winners = new(shape.Size * capacity);

    public override long Capacity => base.Capacity + winners.Capacity;

    protected override void Forward(RowRange rows)
    {
        var values = Values(rows);
        var won = Winners(rows);
        ReadOnlySpan<T> source = Below.Values(rows);
        for (var start = 0; start < values.Length; start += Shape.Channels)
        {
            var corner = windows.Corner(start / Shape.Channels);
            var best = values.Slice(start, Shape.Channels);
            source.Slice(corner, Shape.Channels).CopyTo(best);
            var winner = won.Slice(start, Shape.Channels);
            winner.Clear();
            for (var n = 1; n < windows.Size; n++)
                Challenge(
                    source.Slice(corner + windows.Offset(n), Shape.Channels),
                    T.CreateTruncating(n),
                    best,
                    winner
                );
        }
    }

    protected override void Backward(RowRange rows) => Spread(rows, Errors(rows), Below.Errors(rows));

    protected override void ForwardTangent(RowRange rows)
    {
        var tangents = Tangents(rows);
        var won = Winners(rows);
        ReadOnlySpan<T> source = Below.Tangents(rows);
        tangents.Clear();
        for (var start = 0; start < tangents.Length; start += Shape.Channels)
        {
            var corner = windows.Corner(start / Shape.Channels);
            for (var n = 0; n < windows.Size; n++)
                AddWhere(
                    won.Slice(start, Shape.Channels),
                    T.CreateTruncating(n),
                    source.Slice(corner + windows.Offset(n), Shape.Channels),
                    tangents.Slice(start, Shape.Channels)
                );
        }
    }

    protected override void BackwardTangent(RowRange rows) =>
        Spread(rows, ErrorTangents(rows), Below.ErrorTangents(rows));

    private Span<T> Winners(RowRange rows) => winners.Take(rows, Shape.Size);

    /// <summary>Every output's error goes to the position that won; all others get 0.</summary>
    private void Spread(RowRange rows, ReadOnlySpan<T> source, Span<T> destination)
    {
        destination.Clear();
        var won = Winners(rows);
        for (var start = 0; start < source.Length; start += Shape.Channels)
        {
            var corner = windows.Corner(start / Shape.Channels);
            for (var n = 0; n < windows.Size; n++)
                AddWhere(
                    won.Slice(start, Shape.Channels),
                    T.CreateTruncating(n),
                    source.Slice(start, Shape.Channels),
                    destination.Slice(corner + windows.Offset(n), Shape.Channels)
                );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Challenge(ReadOnlySpan<T> entries, T number, Span<T> best, Span<T> winner)
    {
        var c = 0;
        for (; c <= entries.Length - Vector<T>.Count; c += Vector<T>.Count)
        {
            var entry = ColumnSums.Load(entries, c);
            var old = ColumnSums.Load<T>(best, c);
            var stays = Vector.LessThanOrEqual(entry, old);
            Store(Vector.ConditionalSelect(stays, old, entry), best, c);
            Store(Vector.ConditionalSelect(stays, ColumnSums.Load<T>(winner, c), new Vector<T>(number)), winner, c);
        }

        for (; c < entries.Length; c++)
        {
            if (entries[c] <= best[c])
                continue;
            best[c] = entries[c];
            winner[c] = number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWhere(ReadOnlySpan<T> winner, T number, ReadOnlySpan<T> source, Span<T> destination)
    {
        var c = 0;
        for (; c <= winner.Length - Vector<T>.Count; c += Vector<T>.Count)
        {
            var hit = Vector.Equals(ColumnSums.Load(winner, c), new Vector<T>(number));
            var part = Vector.ConditionalSelect(hit, ColumnSums.Load(source, c), Vector<T>.Zero);
            Store(part + ColumnSums.Load<T>(destination, c), destination, c);
        }

        for (; c < winner.Length; c++)
            destination[c] += winner[c] == number ? source[c] : T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<T> vector, Span<T> destination, int index) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)index);
}
