namespace PluginRender.Sdk;

/// <summary>How the host may call an effect from several threads.</summary>
public enum Concurrency
{
    /// <summary>Nothing is promised: calls to any instance of the effect in a process, creation and disposal among them, are made one at a time.</summary>
    Unsafe,

    /// <summary>Different instances may be called at the same time; one instance is not.</summary>
    PerInstance,

    /// <summary>One instance may be called for different frames and bands at the same time.</summary>
    Reentrant,
}

/// <summary>How far the same request gives the same samples. It decides what may be cached and joined.</summary>
public enum Determinism
{
    /// <summary>The same bits on every machine: integer arithmetic, or floating point without library functions.</summary>
    BitExact,

    /// <summary>The same bits on the same machine.</summary>
    SameMachine,

    /// <summary>Nothing is promised.</summary>
    None,
}

/// <summary>
/// Makes a class an effect. The class derives from <see cref="PointEffect"/>, <see cref="NeighborhoodEffect"/>,
/// <see cref="FrameEffect"/> or <see cref="SourceEffect"/> (that is its pixel access) and has one public
/// constructor taking its parameter record and an <see cref="EffectContext"/>.
/// </summary>
/// <param name="id">The name in project files: lower-case letters, digits and hyphens.</param>
/// <param name="version">The effect's own version, three numbers; raise it when the pixels change.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EffectAttribute(string id, string version) : Attribute
{
    /// <summary>The name in project files.</summary>
    public string Id { get; } = id;

    /// <summary>The effect's own version.</summary>
    public string Version { get; } = version;

    /// <summary>One sentence on what it does.</summary>
    public string Summary { get; set; } = "";

    /// <summary>How it may be called from several threads.</summary>
    public Concurrency Concurrency { get; set; } = Concurrency.Unsafe;

    /// <summary>How far it is reproducible.</summary>
    public Determinism Determinism { get; set; } = Determinism.None;

    /// <summary>Whether it gets the mask of the picture's subjects, <see cref="EffectContext.Mask"/>, for which pictures are looked at.</summary>
    public bool UsesSubjectMask { get; set; }
}
