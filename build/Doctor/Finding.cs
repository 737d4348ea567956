namespace PluginRender.Build.Doctor;

/// <summary>One thing that the machine has, or lacks.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do when rendering is impossible this way; null when all is well.</param>
public sealed record Finding(string Subject, string Text, string? Remedy = null);

/// <summary>Looks at one side of the machine.</summary>
public interface IExamination
{
    /// <summary>What was found.</summary>
    IEnumerable<Finding> Examine();
}
