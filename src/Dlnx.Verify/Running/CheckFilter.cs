using Dlnx.Verify.Claims;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Dlnx.Verify.Running;

/// <summary>Lets the checks of the chosen claims pass, up to a tier.</summary>
internal sealed class CheckFilter(IReadOnlySet<(Type Type, string Method)> chosen) : TestFilter
{
    public override bool Match(ITest test) =>
        test.Method is { } method && test.TypeInfo is { } type && chosen.Contains((type.Type, method.Name));

    public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("checks");
}
