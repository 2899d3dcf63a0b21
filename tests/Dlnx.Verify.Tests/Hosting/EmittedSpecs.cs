using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using Dlnx.Verify.Quantities;

namespace Dlnx.Verify.Tests.Hosting;

/// <summary>
/// Spec assemblies that no author would keep: each breaks a rule, so none can live in an assembly whose other claims
/// are used.
/// </summary>
internal sealed class EmittedSpecs
{
    private readonly PersistedAssemblyBuilder assembly;
    private readonly ModuleBuilder module;
    private string? register;

    public EmittedSpecs(string name = "Bad.Specs")
    {
        assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        module = assembly.DefineDynamicModule(name);
    }

    public EmittedSpecs With(params EmittedClaim[] claims)
    {
        foreach (var claim in claims)
            claim.Emit(module);
        return this;
    }

    /// <summary>Adds a class with a quantity's declaration.</summary>
    public EmittedSpecs WithQuantity(string type, string name, Type parent)
    {
        var builder = module.DefineType($"Bad.{type}", TypeAttributes.Public | TypeAttributes.Class, parent);
        var declaration = typeof(QuantityAttribute).GetConstructors().Single();
        builder.SetCustomAttribute(new CustomAttributeBuilder(declaration, [name, "summary"]));
        builder.CreateType();
        return this;
    }

    /// <summary>Adds a method that the runtime calls before anything else of the assembly.</summary>
    public EmittedSpecs WithInitializer(Action<ILGenerator> body)
    {
        const MethodAttributes initializer =
            MethodAttributes.Private
            | MethodAttributes.Static
            | MethodAttributes.SpecialName
            | MethodAttributes.RTSpecialName;
        body(module.DefineGlobalMethod(".cctor", initializer, typeof(void), []).GetILGenerator());
        module.CreateGlobalFunctions();
        return this;
    }

    public EmittedSpecs WithRegister(string json)
    {
        register = json;
        return this;
    }

    public Assembly Load() => Assembly.Load(Image());

    /// <summary>The bytes of the assembly's file.</summary>
    public byte[] Image()
    {
        var metadata = assembly.GenerateMetadata(out var code, out var data);
        var resources = new BlobBuilder();
        if (register is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(register);
            resources.WriteInt32(bytes.Length);
            resources.WriteBytes(bytes);
            var name = metadata.GetOrAddString("claim-register.json");
            metadata.AddManifestResource(ManifestResourceAttributes.Public, name, default, offset: 0);
        }
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(),
            new MetadataRootBuilder(metadata),
            code,
            data,
            resources
        ).Serialize(image);
        return image.ToArray();
    }
}

/// <summary>A claim class; as it stands it breaks no rule.</summary>
internal sealed record EmittedClaim(string Type = "Claim", string Id = "Sample/a")
{
    public Type Parent { get; init; } = typeof(ClaimSpec);
    public TypeAttributes Modifiers { get; init; }
    public bool IsDeclared { get; init; } = true;
    public string[] Aliases { get; init; } = [];
    public Verdict Verdict { get; init; } = Verdict.Confirmed;
    public string Explanation { get; init; } = "";
    public string Corrected { get; init; } = "";
    public Type[] ConstructorParameters { get; init; } = [];
    public Role Role { get; init; }
    public int Checks { get; init; } = 1;
    public MethodAttributes CheckModifiers { get; init; } = MethodAttributes.Public;
    public Type[] CheckParameters { get; init; } = [];

    public void Emit(ModuleBuilder module)
    {
        var type = module.DefineType($"Bad.{Type}", TypeAttributes.Public | Modifiers, Parent);
        if (ConstructorParameters.Length == 0)
            type.DefineDefaultConstructor(MethodAttributes.Public);
        else
            EmitConstructor(type);
        if (IsDeclared)
            type.SetCustomAttribute(Declaration());
        for (var i = 0; i < Checks; i++)
            EmitCheck(type, $"Check_{i}");
        type.CreateType();
    }

    private void EmitConstructor(TypeBuilder type)
    {
        var inherited = Parent.GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public,
            []
        )!;
        var code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, ConstructorParameters)
            .GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, inherited);
        code.Emit(OpCodes.Ret);
    }

    private void EmitCheck(TypeBuilder type, string name)
    {
        var method = type.DefineMethod(name, CheckModifiers, typeof(void), CheckParameters);
        method.GetILGenerator().Emit(OpCodes.Ret);
        var constructor = typeof(CheckAttribute).GetConstructors().Single();
        var role = typeof(CheckAttribute).GetProperty(nameof(CheckAttribute.Role))!;
        method.SetCustomAttribute(new CustomAttributeBuilder(constructor, [Tier.Fast, "Bad.cs", 1], [role], [Role]));
    }

    private CustomAttributeBuilder Declaration()
    {
        var values = new Dictionary<string, object>
        {
            [nameof(ClaimAttribute.Kind)] = ClaimKind.Lemma,
            [nameof(ClaimAttribute.Source)] = "Textbook",
            [nameof(ClaimAttribute.Statement)] = "1 = 1",
            [nameof(ClaimAttribute.Verdict)] = Verdict,
            [nameof(ClaimAttribute.Explanation)] = Explanation,
            [nameof(ClaimAttribute.Corrected)] = Corrected,
            [nameof(ClaimAttribute.Aliases)] = Aliases,
        };
        return new CustomAttributeBuilder(
            typeof(ClaimAttribute).GetConstructors().Single(),
            [Id, "title"],
            [.. values.Keys.Select(name => typeof(ClaimAttribute).GetProperty(name)!)],
            [.. values.Values]
        );
    }
}
