namespace PluginRender.Sdk.Testing;

/// <summary>An effect does not keep what it promises. The message says which promise, where, and what to look at.</summary>
public sealed class EffectCheckException : Exception
{
    internal EffectCheckException(string problem)
        : base(problem)
    {
    }

    internal EffectCheckException(string effectId, string check, string problem, string lookAt, Exception? inner = null)
        : base($"effect {effectId}, {check}: {problem}. Look at {lookAt}.", inner)
    {
        (EffectId, Check) = (effectId, check);
    }

    /// <summary>The effect; empty where only a frame was looked at.</summary>
    public string EffectId { get; } = "";

    /// <summary>Which check it was, in words; empty likewise.</summary>
    public string Check { get; } = "";
}
