namespace PluginRender.Projects.Json;

/// <summary>A JSON value that knows where it stood: what a message needs and System.Text.Json's nodes lack.</summary>
internal abstract record JsonValue(TextPosition Position)
{
    /// <summary>How the value is called in a message.</summary>
    public abstract string Description { get; }
}

internal sealed record JsonObject(TextPosition Position, IReadOnlyList<JsonMember> Members) : JsonValue(Position)
{
    public override string Description => "an object";
}

internal sealed record JsonMember(string Name, TextPosition Position, JsonValue Value);

internal sealed record JsonArray(TextPosition Position, IReadOnlyList<JsonValue> Items) : JsonValue(Position)
{
    public override string Description => "an array";
}

internal sealed record JsonText(TextPosition Position, string Value) : JsonValue(Position)
{
    public override string Description => $"\"{ShownText.Short(Value)}\"";
}

/// <summary>A number, as written: decimals of an author are exact until they become frames.</summary>
internal sealed record JsonNumber(TextPosition Position, string Raw) : JsonValue(Position)
{
    public override string Description => ShownText.Short(Raw);
}

/// <summary>true, false or null.</summary>
internal sealed record JsonLiteral(TextPosition Position, bool? Value) : JsonValue(Position)
{
    public override string Description => Value switch { true => "true", false => "false", null => "null" };
}
