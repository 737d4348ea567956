namespace PluginRender.Build.Arguments;

/// <summary>What --log asks for.</summary>
public enum LogChoice
{
    /// <summary>Progress on a terminal, plain lines elsewhere.</summary>
    Auto,

    /// <summary>Plain lines.</summary>
    Plain,

    /// <summary>One JSON object a line.</summary>
    Json,
}
