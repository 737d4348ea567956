namespace PluginRender.Build.Doctor;

/// <summary>One thing that the machine has, or lacks.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do about it; null when all is well.</param>
/// <param name="Prevents">What every render would end with this way; null when renders go on all the same.</param>
public sealed record Finding(string Subject, string Text, string? Remedy = null, ExitCode? Prevents = null);

/// <summary>Looks at one side of the machine.</summary>
public interface IExamination
{
    /// <summary>What was found.</summary>
    IEnumerable<Finding> Examine();
}
