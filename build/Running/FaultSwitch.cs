using PluginRender.Rendering;

namespace PluginRender.Build.Running;

/// <summary>Arms the fault that a test asks for; see <see cref="Faults"/>. The worker has this file too.</summary>
internal static class FaultSwitch
{
    private const string Variable = "PLUGINRENDER_FAULT";

    /// <param name="process">Which of a render's processes this is.</param>
    public static void Arm(string process)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } wanted && wanted.StartsWith(process + " ", StringComparison.Ordinal))
            AppContext.SetData(Faults.Key, wanted[(process.Length + 1)..]);
    }
}
