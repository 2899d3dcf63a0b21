namespace Dlnx.Landscapes;

/// <summary>
/// f(x, y) = −|sin x cos y exp(1 − √(x² + y²)/π)|, the Holder table as catalogue B has it (B/fig-11): many minima, the
/// flatter the farther out. The derivatives hold away from the kinks, sin x cos y = 0.
/// </summary>
public sealed class HolderTable : ILandscape
{
    /// <inheritdoc/>
    public double Value(PlanePoint at) => -Math.Abs(Math.Sin(at.X) * Math.Cos(at.Y) * Envelope(at));

    /// <inheritdoc/>
    public PlanePoint Gradient(PlanePoint at)
    {
        var (sinX, cosX) = Math.SinCos(at.X);
        var (sinY, cosY) = Math.SinCos(at.Y);
        var outward = Outward(at);
        var scale = -Math.Sign(sinX * cosY) * Envelope(at);
        return new(scale * (cosX * cosY - outward.X * sinX * cosY), scale * (-sinX * sinY - outward.Y * sinX * cosY));
    }

    // With s = sin x cos y, q = r/π and the envelope e^(1−q):
    // (s e^(1−q))_xy = e^(1−q)(s_xy − s_x q_y − s_y q_x + s(q_x q_y − q_xy)).
    /// <inheritdoc/>
    public PlaneHessian Hessian(PlanePoint at)
    {
        var (sinX, cosX) = Math.SinCos(at.X);
        var (sinY, cosY) = Math.SinCos(at.Y);
        var s = sinX * cosY;
        var (sx, sy) = (cosX * cosY, -sinX * sinY);
        var (qx, qy) = Outward(at);
        var r = at.Length;
        var bend = Math.PI * r * r * r;
        var scale = -Math.Sign(s) * Envelope(at);
        return new(
            scale * (-s - 2 * sx * qx + s * (qx * qx - at.Y * at.Y / bend)),
            scale * (-cosX * sinY - sx * qy - sy * qx + s * (qx * qy + at.X * at.Y / bend)),
            scale * (-s - 2 * sy * qy + s * (qy * qy - at.X * at.X / bend))
        );
    }

    private static double Envelope(PlanePoint at) => Math.Exp(1 - at.Length / Math.PI);

    // The gradient of r/π.
    private static PlanePoint Outward(PlanePoint at) => 1 / (Math.PI * at.Length) * at;
}
