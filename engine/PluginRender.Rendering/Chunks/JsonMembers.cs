using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>Members of an object of JSON that this program wrote itself.</summary>
internal static class JsonMembers
{
    /// <summary>Whether it says that a text is not JSON, or that a member is missing or of another kind.</summary>
    public static bool IsMismatch(Exception exception) => exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    extension(JsonElement element)
    {
        /// <exception cref="KeyNotFoundException">It is missing.</exception>
        /// <exception cref="InvalidOperationException">It is no string.</exception>
        /// <exception cref="FormatException">It is null.</exception>
        public string Text(string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

        /// <summary>A string; null when there is no such member.</summary>
        public string? TextOrNull(string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

        /// <summary>A whole number.</summary>
        public int Integer(string name) => element.GetProperty(name).GetInt32();

        /// <summary>A whole number; null when there is no such member.</summary>
        public int? IntegerOrNull(string name) => element.TryGetProperty(name, out JsonElement number) ? number.GetInt32() : null;

        /// <summary>Bytes in Base64.</summary>
        public byte[] Bytes(string name) => element.GetProperty(name).GetBytesFromBase64();

        /// <summary>An object; null when there is no such member.</summary>
        public JsonElement? ObjectOrNull(string name) => element.TryGetProperty(name, out JsonElement found) ? found : null;
    }
}
