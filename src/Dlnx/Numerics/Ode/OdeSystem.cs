namespace Dlnx.Numerics.Ode;

/// <summary>The right-hand side of dy/dt = f(t, y): writes f(t, y); the spans have the same length and do not overlap.</summary>
/// <param name="t">t</param>
/// <param name="y">y, n entries</param>
/// <param name="dydt">f(t, y), n entries, every one to be written</param>
public delegate void OdeSystem(double t, ReadOnlySpan<double> y, Span<double> dydt);

/// <summary>The Jacobian ∂f/∂y: writes ∂f_i/∂y_j at place in + j.</summary>
/// <param name="t">t</param>
/// <param name="y">y, n entries</param>
/// <param name="jacobian">n² entries, row after row, every one to be written</param>
public delegate void OdeJacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian);

/// <summary>A function g(t, y) whose zeros along a solution are events.</summary>
/// <param name="t">t</param>
/// <param name="y">y, n entries</param>
public delegate double OdeEventFunction(double t, ReadOnlySpan<double> y);
