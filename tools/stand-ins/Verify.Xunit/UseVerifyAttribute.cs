// Stands in for Verify.Xunit 31.12.5: the same names and shapes, for the part that tests here use.

using System.ComponentModel;
using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers the running test, whose name is the snapshot's name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => Running.Value = null;

    internal static MethodInfo GetMethod() => Running.Value
        ?? throw new InvalidOperationException("Verify was called outside a test: no test method gives the snapshot its name.");
}
