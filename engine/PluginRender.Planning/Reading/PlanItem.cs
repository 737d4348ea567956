using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>
/// A value of a plan being read and where it stands. A class: what the framework does with sequences is precompiled for
/// references, and compiled anew in every worker for each structure.
/// </summary>
internal sealed record PlanItem(JsonElement Element, string Path)
{
    public PlanObject Object() => new(Element, Path);

    /// <summary>The member of an enumeration that it names.</summary>
    /// <exception cref="PlanException">It names none.</exception>
    public T Word<T>()
        where T : struct, Enum
        => Element.ValueKind == JsonValueKind.String && PlanWords.Find<T>(Element.GetString()!) is { } member
            ? member
            : throw PlanObject.Wrong(Path, $"one of {PlanWords.Listed<T>()}", Element);
}
