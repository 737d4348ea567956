using Xunit;

namespace PluginRender.TestMachine;

/// <summary>A test that needs something of its machine; skipped, with the reason, where that is not there.</summary>
public sealed class FactNeedingAttribute : FactAttribute
{
    /// <param name="needs">What it needs; all of it.</param>
    public FactNeedingAttribute(params Need[] needs) => Skip = Machine.Lacks(needs);
}

/// <summary>A theory that needs something of its machine; skipped, with the reason, where that is not there.</summary>
public sealed class TheoryNeedingAttribute : TheoryAttribute
{
    /// <param name="needs">What it needs; all of it.</param>
    public TheoryNeedingAttribute(params Need[] needs) => Skip = Machine.Lacks(needs);
}
