namespace PluginRender.Fuzz.Targets;

/// <summary>A reader of what others wrote.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>Valid inputs.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces that mean something to the reader.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>What is done to an input after its mutation, such as correcting checksums; the input itself for nothing.</summary>
    byte[] Finish(byte[] input, ulong chance) => input;

    /// <summary>
    /// Reads an input; whether it was accepted. Refusing it in the way that the reader documents is false; any other
    /// exception is a finding.
    /// </summary>
    bool Accepts(byte[] input);
}

/// <summary>A reader accepted something, or refused it, in a way that it promises not to.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);
