namespace PluginRender.Build.Logging;

/// <summary>Where people read what is wrong. That nobody does any more, since the terminal is gone, is no reason to fail.</summary>
internal static class StandardError
{
    public static void Line(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // There is nowhere left to say it.
        }
    }

    /// <summary>Says that standard output cannot be written to.</summary>
    public static void TellOfOutput(IOException failure) => Line($"standard output cannot be written to any more: {failure.Message}");
}
