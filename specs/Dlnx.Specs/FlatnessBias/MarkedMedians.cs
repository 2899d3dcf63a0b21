using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The medians of the densities of a figure, each a point on its density.</summary>
internal sealed class MarkedMedians
{
    private readonly List<double> places = [];
    private readonly List<double> heights = [];

    /// <summary>Adds the median of the next time.</summary>
    public void Add(double median, double density)
    {
        places.Add(median);
        heights.Add(density);
    }

    /// <summary>Draws all of them; the first and the last as thresholds too, so that the drift shows.</summary>
    public void Draw(Figure figure) =>
        figure.Points("medians", places, heights).Rule("first median", places[0]).Rule("last median", places[^1]);
}
