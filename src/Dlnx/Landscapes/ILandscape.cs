namespace Dlnx.Landscapes;

/// <summary>A loss with two parameters and its exact derivatives.</summary>
public interface ILandscape
{
    /// <summary>f.</summary>
    double Value(PlanePoint at);

    /// <summary>∇f.</summary>
    PlanePoint Gradient(PlanePoint at);

    /// <summary>∇²f.</summary>
    PlaneHessian Hessian(PlanePoint at);
}
