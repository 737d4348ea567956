namespace PluginRender.Sdk;

/// <summary>
/// States what an effect takes beside the frames it is lent, so that a render starts no more workers than there is memory for. It
/// changes no frame, and an effect that takes a few megabytes needs none. State what is taken at the most, once everything is in use.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EffectMemoryAttribute : Attribute
{
    /// <summary>
    /// Bytes that one instance has between its constructor and its disposal, as an expression: numbers, <c>+ - * /</c>, parentheses,
    /// <c>min(a, b)</c>, <c>max(a, b)</c>, <c>sqrt(a)</c>; <c>frameWidth</c> and <c>frameHeight</c> as in <see cref="EffectContext"/>;
    /// parameters that are numbers, by their names in a project; and <c>size(p)</c>, the bytes of the file that parameter p names.
    /// For example <c>"4 * frameWidth * frameHeight + size(model)"</c>. Nothing when empty.
    /// </summary>
    public string Instance { get; set; } = "";

    /// <summary>
    /// Bytes that a call takes besides and has given back when it returns, as an expression like <see cref="Instance"/>. A worker
    /// calls the effects of a segment one after the other: the greatest of them counts.
    /// </summary>
    public string Call { get; set; } = "";

    /// <summary>MiB that libraries which the effect brings into a process take there once, for all instances, and keep: their heaps and tables. At least 0.</summary>
    public int ProcessMiB { get; set; }

    /// <summary>MiB of those libraries' code, which all processes of a render share. At least 0.</summary>
    public int LibraryMiB { get; set; }
}
